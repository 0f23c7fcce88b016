/// Notes the drawing calls as text, one a line, for tests.
package final class RecordingCanvas: Canvas {
  package private(set) var lines: [String] = []
  private var indent = ""

  package init() {}

  package var transcript: String { lines.joined(separator: "\n") }

  package func stroke(_ path: Path, _ pen: Pen) {
    let dash = pen.dash.isEmpty ? "" : " dash " + pen.dash.map(\.figures).joined(separator: ",")
    note("stroke \(describe(pen.paint)) \(pen.width.figures)\(dash): \(describe(path))")
  }

  package func fill(_ path: Path, _ paint: Paint) { note("fill \(describe(paint)): \(describe(path))") }

  package func text(_ label: Label, at place: Place, _ lettering: Lettering) {
    let turned = lettering.upwards ? " upwards" : ""
    let weight = lettering.bold ? " bold" : ""
    note(
      "text \"\(label.text)\" \(describe(place)) \(lettering.size.figures) \(lettering.anchor)\(weight)\(turned)"
        + " \(describe(lettering.paint))")
  }

  package func clip(to box: Box, _ content: () -> Void) {
    note("clip \(describe(Place(box.x, box.y))) \(describe(Place(box.right, box.bottom)))")
    indent += "  "
    content()
    indent.removeLast(2)
  }

  private func note(_ line: String) { lines.append(indent + line) }

  private func describe(_ place: Place) -> String { "\(round(place.x)),\(round(place.y))" }

  private func round(_ value: Double) -> String { ((value * 10).rounded() / 10).figures }

  private func describe(_ paint: Paint) -> String {
    let name =
      switch paint.ink {
      case .series(let number): "series \(number)"
      case .sequential(let level): "sequential \(level)"
      case .diverging(let level): "diverging \(level)"
      case .ordered(let step): "ordered \(step)"
      case .ink, .muted, .paper: "\(paint.ink)"
      }
    return paint.opacity == 1 ? name : "\(name) at \(paint.opacity.figures)"
  }

  private func describe(_ path: Path) -> String {
    path.pieces.map { piece in
      switch piece {
      case .lines(let places, let closed): places.map(describe).joined(separator: " ") + (closed ? " close" : "")
      case .circle(let centre, let radius): "circle \(describe(centre)) \(radius.figures)"
      }
    }.joined(separator: "; ")
  }
}

extension Figure {
  /// The drawing calls of the figure, one a line; throws `PlotError`.
  package func transcript() throws(PlotError) -> String {
    let canvas = RecordingCanvas()
    FigureLayout(drawable, typesetter: try LabelTypesetter(font: font)).draw(on: canvas)
    return canvas.transcript
  }
}
