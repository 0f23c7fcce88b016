import Foundation

/// A number with its interval beside the values that were allowed, as small as a line of text.
///
/// The scale is logarithmic for positive numbers that are compared as ratios or lie far from one another, linear for all
/// others; what is allowed is shaded, and each of its ends is a line across.
package struct IntervalSketch: Sendable, Equatable {
  package var value: Double
  package var lower: Double
  package var upper: Double
  /// The ends of what is allowed; nil where it has no end on that side.
  package var least: Double?
  package var greatest: Double?

  package init(value: Double, lower: Double, upper: Double, least: Double?, greatest: Double?) {
    self.value = value
    self.lower = lower
    self.upper = upper
    self.least = least
    self.greatest = greatest
  }

  private static let size = Size(width: 84, height: 14)
  private static let margin = 5.0

  /// The sketch as an SVG element for a page, in the colours of the page; throws `PlotError`.
  package func page() throws(PlotError) -> String {
    let canvas = SVGCanvas(letters: .text, theme: nil, typesetter: try LabelTypesetter())
    draw(on: canvas)
    let frame = "viewBox=\"0 0 \(Self.size.width.figures) \(Self.size.height.figures)\""
    let drawn = String(decoding: canvas.content, as: UTF8.self)
    return "<svg class=\"plot sketch\" \(frame) aria-hidden=\"true\">\n\(drawn)</svg>"
  }

  package func draw(on canvas: any Canvas) {
    let (width, height) = (Self.size.width, Self.size.height)
    let middle = height / 2
    let left = least.flatMap(position) ?? 0
    let right = greatest.flatMap(position) ?? width
    if right > left {
      canvas.fill(.box(Box(x: left, y: 1, width: right - left, height: height - 2)), Paint(.muted, opacity: 0.18))
    }
    canvas.stroke(.line(Place(0, middle), Place(width, middle)), Pen(Paint(.muted), width: 0.5))
    for end in [least, greatest] {
      guard let x = end.flatMap(position) else { continue }
      canvas.stroke(.line(Place(x, 1), Place(x, height - 1)), Pen(Paint(.ink), width: 0.9))
    }
    if let from = position(lower), let to = position(upper), to > from {
      canvas.stroke(.line(Place(from, middle), Place(to, middle)), Pen(Paint(.series(1)), width: 2.4))
    }
    if let x = position(value) {
      canvas.fill(Path([.circle(Place(x, middle), radius: 2.8)]), Paint(.series(1)))
    }
  }

  private var numbers: [Double] { [value, lower, upper, least, greatest].compactMap { $0 } }

  /// Whether equal ratios are equal distances.
  private var isLogarithmic: Bool { numbers.allSatisfy { $0 > 0 } }

  /// Where a number stands on the sketch, in points; nil for what is not finite or has no logarithm there.
  private func position(_ number: Double) -> Double? {
    let scale: (Double) -> Double = isLogarithmic ? { log($0) } : { $0 }
    let marks = numbers.filter(\.isFinite).map(scale)
    guard number.isFinite, let first = marks.min(), let last = marks.max() else { return nil }
    // A number that lies on what is allowed has room on both sides.
    let span = last > first ? last - first : max(abs(first), 1)
    let (from, to) = last > first ? (first - span / 6, last + span / 6) : (first - span, last + span)
    let room = Self.size.width - 2 * Self.margin
    return Self.margin + room * (scale(number) - from) / (to - from)
  }
}
