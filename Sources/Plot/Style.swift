/// The place of a series in the theme: its colour, dashes and marker, the same in every figure.
package enum Slot: Sendable, Hashable, ExpressibleByIntegerLiteral {
  /// The reference curve, thicker and in the colour of text.
  case target
  /// Counted from 1; beyond the palette colours return with other dashes and markers, and all differ up to `mostSeries`.
  case series(Int)
  /// What should stand back.
  case muted

  /// How many series can be told apart.
  package static let mostSeries = Theme.light.series.count * dashes.count

  package init(integerLiteral value: Int) { self = .series(value) }

  package var ink: Ink {
    switch self {
    case .target: .ink
    case .muted: .muted
    case .series(let number): .series(Self.wrap(number, Theme.light.series.count) + 1)
    }
  }

  package var dash: [Double] {
    switch self {
    case .target: []
    case .muted: [2, 2]
    case .series(let number): Self.dashes[Self.wrap(number &+ Self.round(number), Self.dashes.count)]
    }
  }

  package var shape: Shape {
    switch self {
    case .target, .muted: .circle
    case .series(let number): Shape.allCases[Self.wrap(number &+ Self.round(number), Shape.allCases.count)]
    }
  }

  var width: Double {
    switch self {
    case .target: 1.7
    case .series: 1.3
    case .muted: 0.75
    }
  }

  private static let dashes: [[Double]] = [
    [], [5, 1.8], [5, 1.6, 1, 1.6], [1.4, 1.4], [8, 2], [5, 1.5, 1, 1.5, 1, 1.5], [2.6, 1.1],
  ]

  /// How often the colours were used up before a series.
  private static func round(_ number: Int) -> Int { (number &- 1) / Theme.light.series.count }

  private static func wrap(_ number: Int, _ count: Int) -> Int {
    let remainder = (number &- 1) % count
    return remainder < 0 ? remainder + count : remainder
  }
}

/// How a mark looks and under which name it stands in the legend.
package struct Style: Sendable, Equatable {
  /// The legend's name, which may hold TeX; nil keeps the mark out of the legend.
  package var series: String?
  package var slot: Slot
  /// The colour; nil takes the slot's.
  package var ink: Ink?
  /// The line's width in points; nil takes the slot's.
  package var width: Double?
  package var opacity: Double
  /// The dashes in points; nil takes the slot's, empty is a solid line.
  package var dash: [Double]?
  package var shape: Shape?

  package init(
    series: String? = nil, slot: Slot = 1, ink: Ink? = nil, width: Double? = nil, opacity: Double = 1,
    dash: [Double]? = nil, shape: Shape? = nil
  ) {
    self.series = series
    self.slot = slot
    self.ink = ink
    self.width = width
    self.opacity = opacity
    self.dash = dash
    self.shape = shape
  }

  package var colour: Ink { ink ?? slot.ink }

  var paint: Paint { paint(opacity: 1) }

  /// The colour with a part of the style's opacity.
  func paint(opacity share: Double) -> Paint {
    Paint(colour, opacity: share * opacity.limited(to: 0...1, otherwise: 1))
  }

  /// The pen, with lengths that can be drawn whatever was asked for.
  var pen: Pen {
    let lengths = dash ?? slot.dash
    let isDrawable = lengths.allSatisfy { $0.isFinite && $0 >= 0 } && lengths.reduce(0, +) > 0.1
    let width = (width ?? slot.width).limited(to: 0.1...20, otherwise: slot.width)
    return Pen(paint, width: width, dash: isDrawable ? lengths : [])
  }

  var marker: Shape { shape ?? slot.shape }
}

extension Double {
  /// The nearest value in `range`, or `fallback` for what is not a number.
  func limited(to range: ClosedRange<Double>, otherwise fallback: Double) -> Double {
    isNaN ? fallback : Swift.min(Swift.max(self, range.lowerBound), range.upperBound)
  }
}
