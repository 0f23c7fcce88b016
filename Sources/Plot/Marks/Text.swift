/// Words beside a datum, moved inside the frame where they would leave it.
package struct Text: Mark {
  package static let name = "text"
  package let x: Double
  package let y: Double
  package let text: String
  package let anchor: Anchor
  package var style: Style

  package init(x: Double, y: Double, _ text: String, anchor: Anchor = .start, style: Style = Style(slot: .target)) {
    self.x = x
    self.y = y
    self.text = text
    self.anchor = anchor
    self.style = style
  }

  package var xs: [Double] { [x] }
  package var ys: [Double] { [y] }
  package var key: KeyParts { [] }
  package var rows: [Row] { [Row(x: x, y: y)] }
  package var isData: Bool { false }
  package var words: [String] { [text] }

  package func draw(on canvas: any Canvas, in projection: Projection) {
    guard let place = projection.place(x, y), projection.box.grown(by: 1).contains(place) else { return }
    let label = Label(text)
    let size = Theme.Sizes.tick
    let width = projection.typesetter.width(label, size: size)
    let before = anchor == .start ? -3 : anchor == .middle ? width / 2 : width + 3
    let start = max(projection.box.x, min(place.x - before, projection.box.right - width))
    let baseline = max(projection.box.y + LabelTypesetter.ascent(size), place.y - 3)
    let behind = Box(x: start, y: baseline - LabelTypesetter.ascent(size), width: width, height: size)
    canvas.fill(.box(behind.grown(by: 0.5)), Paint(.paper, opacity: 0.75))
    canvas.text(label, at: Place(start, baseline), Lettering(size: size, paint: style.paint))
  }
}
