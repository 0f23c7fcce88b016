/// A colour by its part in the figure; the theme, or the page's style sheet, says which colour that is.
package enum Ink: Sendable, Hashable {
  /// Text, axes and reference curves.
  case ink
  /// What should stand back: minor text, rules.
  case muted
  /// The background.
  case paper
  /// The colour of a slot, counted from 1.
  case series(Int)
  /// A step of the palette for values in order, from 0 for the least to `Theme.steps - 1`.
  case ordered(Int)
  /// A level of the sequential ramp, from 0 for the least to `Ramp.last`.
  case sequential(Int)
  /// A level of the diverging ramp, whose middle is `Ramp.last / 2`.
  case diverging(Int)

  /// The colour of series `index` of `count` in order: levels of the sequential ramp that stand out from the paper.
  package static func ordered(at index: Int, of count: Int) -> Ink {
    let first = Ramp.last / 2 + 2
    return .sequential(first + (Ramp.last - first) * index / max(count - 1, 1))
  }

  /// The ink of letters on a ground of this one: what is far from the paper is written on with the paper's colour.
  var lettering: Ink {
    switch self {
    case .sequential(let level): level > Ramp.last / 2 ? .paper : .ink
    case .diverging(let level): abs(level - Ramp.last / 2) > 10 ? .paper : .ink
    default: .ink
    }
  }
}

package struct Paint: Sendable, Equatable {
  package var ink: Ink
  package var opacity = 1.0

  package init(_ ink: Ink, opacity: Double = 1) {
    self.ink = ink
    self.opacity = opacity
  }
}

/// How a path is stroked: lengths in points.
package struct Pen: Sendable, Equatable {
  package var paint: Paint
  package var width: Double
  package var dash: [Double]

  package init(_ paint: Paint, width: Double, dash: [Double] = []) {
    self.paint = paint
    self.width = width
    self.dash = dash
  }
}

package enum Anchor: String, Sendable { case start, middle, end }

/// How a label is set: its size in points, and whether it reads upwards.
package struct Lettering: Sendable, Equatable {
  package var size: Double
  package var bold = false
  package var anchor = Anchor.start
  package var upwards = false
  package var paint = Paint(.ink)
}

/// What of a series is drawn: its marks, or its key in the legend.
package enum SeriesPart: String, Sendable { case marks, key }

/// Where a figure is drawn; lengths are points, y is downwards, a label's place is on its baseline.
package protocol Canvas: AnyObject {
  func stroke(_ path: Path, _ pen: Pen)
  func fill(_ path: Path, _ paint: Paint)
  func text(_ label: Label, at place: Place, _ lettering: Lettering)
  /// Draws `content` inside `box` only.
  func clip(to box: Box, _ content: () -> Void)
  /// Draws `content`, a part of the series `name` that a reader can switch off; by default it only draws it.
  func series(_ name: String, _ part: SeriesPart, _ content: () -> Void)
  /// The finest distance in points that can be seen, by which long curves are thinned; 0.5 by default.
  var grain: Double { get }
  /// Whether `hint` does anything; by default it does not, and no hint is made.
  var takesHints: Bool { get }
  /// Shows `words` when a reader points at `area`; does nothing by default.
  func hint(_ words: @autoclosure () -> String, over area: Path)
}

extension Canvas {
  package var grain: Double { 0.5 }
  package func series(_ name: String, _ part: SeriesPart, _ content: () -> Void) { content() }
  package var takesHints: Bool { false }
  package func hint(_ words: @autoclosure () -> String, over area: Path) {}
}
