/// A colour by its part in the figure; the theme, or the page's style sheet, says which colour that is.
package enum Ink: Sendable, Equatable {
  /// Text, axes and reference curves.
  case ink
  /// What should stand back: minor text, rules.
  case muted
  /// The background.
  case paper
  /// The colour of a slot, counted from 1.
  case series(Int)
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

/// Where a figure is drawn; lengths are points, y is downwards, a label's place is on its baseline.
package protocol Canvas: AnyObject {
  func stroke(_ path: Path, _ pen: Pen)
  func fill(_ path: Path, _ paint: Paint)
  func text(_ label: Label, at place: Place, _ lettering: Lettering)
  /// Draws `content` inside `box` only.
  func clip(to box: Box, _ content: () -> Void)
}
