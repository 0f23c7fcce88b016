import Foundation

/// A logarithmic axis of ratios about 1, which all pictures of intervals in a report share.
package struct IntervalAxis: Sendable, Equatable {
  /// The greatest ratio on it; the least is one over it.
  package let reach: Double
  /// The ratio that is named above 1, and how it and its inverse are written.
  private let named: Double
  private let names: [String]

  private static let lengths: [(reach: Double, named: Double, names: [String])] = [
    (1.35, 1.2, ["0.83", "1.2"]), (1.8, 1.5, ["0.67", "1.5"]), (2.5, 2, ["0.5", "2"]), (6, 4, ["0.25", "4"]),
    (14, 10, ["0.1", "10"]),
  ]

  /// The shortest axis that holds all of `ratios`, or the longest there is.
  package init(holding ratios: [Double]) {
    let farthest = ratios.filter { $0 > 0 && $0.isFinite }.map { abs(log($0)) }.max() ?? 0
    let length = Self.lengths.first { log($0.reach) >= farthest } ?? Self.lengths[Self.lengths.count - 1]
    (reach, named, names) = length
  }

  /// The axis alone, with its numbers.
  package var picture: IntervalSketch { IntervalSketch(axis: self) }

  /// The ratios at its ticks with their names.
  fileprivate var ticks: [(ratio: Double, name: String)] { [(1 / named, names[0]), (1, "1"), (named, names[1])] }
}

/// A ratio with its interval on an axis that others share, as small as a line of text.
///
/// What is allowed is shaded. The colour says for or against what is proposed: an interval on the favoured side of 1 has one
/// colour, one on the other side another, and one on both sides, or of a ratio that favours neither, has none. An interval
/// that goes on beyond the axis ends in an arrow.
package struct IntervalSketch: Sendable, Equatable {
  package struct Ratio: Sendable, Equatable {
    package var value: Double
    package var lower: Double
    package var upper: Double
    /// The ends of what is allowed; nil where it has no end on that side.
    package var least: Double?
    package var greatest: Double?
    /// Which ratios speak for what is proposed.
    package var favoured: Favoured

    package init(
      value: Double, lower: Double, upper: Double, least: Double? = nil, greatest: Double? = nil,
      favoured: Favoured = .neither
    ) {
      self.value = value
      self.lower = lower
      self.upper = upper
      self.least = least
      self.greatest = greatest
      self.favoured = favoured
    }
  }

  /// The side of 1 that speaks for what is proposed.
  package enum Favoured: Sendable {
    case less, more, neither

    /// The side that speaks for it where this one speaks against it.
    package var opposite: Favoured {
      switch self {
      case .less: .more
      case .more: .less
      case .neither: .neither
      }
    }
  }

  package var axis: IntervalAxis
  /// Nil for the axis alone.
  package var ratio: Ratio?

  package init(axis: IntervalAxis, ratio: Ratio? = nil) {
    self.axis = axis
    self.ratio = ratio
  }

  private static let supporting = Ink.series(1)
  private static let opposing = Ink.series(2)
  private static let size = Size(width: 104, height: 14)

  /// The sketch as an SVG element for a page, in the colours of the page; the axis alone has a name.
  package func page(called name: String = "Interval of the ratio") -> String {
    let canvas = SVGCanvas(letters: .text, theme: nil)
    draw(on: canvas)
    let frame = "viewBox=\"0 0 \(Self.size.width.figures) \(Self.size.height.figures)\""
    let drawn = String(decoding: canvas.content, as: UTF8.self)
    let escaped = name.replacing("&", with: "&amp;").replacing("\"", with: "&quot;")
    let words = ratio == nil ? "role=\"img\" aria-label=\"\(escaped)\"" : "aria-hidden=\"true\""
    return "<svg class=\"plot sketch\" \(frame) \(words)>\n\(drawn)</svg>"
  }

  package func draw(on canvas: any Canvas) {
    if let ratio { draw(ratio, on: canvas) } else { drawAxis(on: canvas) }
  }

  private func drawAxis(on canvas: any Canvas) {
    let (width, height) = (Self.size.width, Self.size.height)
    canvas.stroke(.line(Place(0, height - 0.5), Place(width, height - 0.5)), Pen(Paint(.muted), width: 0.5))
    for tick in axis.ticks {
      let x = position(tick.ratio)
      canvas.stroke(.line(Place(x, height - 3), Place(x, height)), Pen(Paint(.ink), width: 0.6))
      canvas.text(Label(plain: tick.name), at: Place(x, height - 5), Lettering(size: 9.5, anchor: .middle))
    }
  }

  private func draw(_ ratio: Ratio, on canvas: any Canvas) {
    let (width, height) = (Self.size.width, Self.size.height)
    let middle = height / 2
    let left = ratio.least.map(position) ?? 0
    let right = ratio.greatest.map(position) ?? width
    if right > left, ratio.least != nil || ratio.greatest != nil {
      canvas.fill(.box(Box(x: left, y: 1, width: right - left, height: height - 2)), Paint(.muted, opacity: 0.14))
    }
    canvas.stroke(.line(Place(position(1), 0), Place(position(1), height)), Pen(Paint(.muted), width: 0.7))
    let paint = Paint(colour(of: ratio))
    let (from, to) = (position(ratio.lower), position(ratio.upper))
    if to > from { canvas.stroke(.line(Place(from, middle), Place(to, middle)), Pen(paint, width: 2)) }
    if ratio.lower < 1 / axis.reach { canvas.fill(arrow(at: 0, towards: 4.5), paint) }
    if ratio.upper > axis.reach { canvas.fill(arrow(at: width, towards: width - 4.5), paint) }
    if (1 / axis.reach...axis.reach).contains(ratio.value) {
      canvas.fill(Path([.circle(Place(position(ratio.value), middle), radius: 2.8)]), paint)
    }
  }

  /// A triangle whose point lies at `x`.
  private func arrow(at x: Double, towards base: Double) -> Path {
    let middle = Self.size.height / 2
    return Path([.lines([Place(x, middle), Place(base, middle - 3.2), Place(base, middle + 3.2)], closed: true)])
  }

  private func colour(of ratio: Ratio) -> Ink {
    let side: Favoured = ratio.upper < 1 ? .less : ratio.lower > 1 ? .more : .neither
    if side == .neither || ratio.favoured == .neither { return .muted }
    return side == ratio.favoured ? Self.supporting : Self.opposing
  }

  /// Where a ratio stands, in points; the ends of the axis stand for what lies beyond them.
  private func position(_ ratio: Double) -> Double {
    guard ratio > 0 else { return 0 }
    let share = (log(ratio) / log(axis.reach) + 1) / 2
    return Self.size.width * min(max(share, 0), 1)
  }
}
