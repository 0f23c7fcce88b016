/// Where the legend stands.
package enum LegendPlace: Sendable { case above, below }

/// Panels in a grid with a legend, drawn as PNG, SVG or into a page.
package struct Figure: Sendable {
  package var panels: [Panel]
  /// The panels in a row; nil chooses.
  package var columns: Int?
  package var width: Millimetres
  /// The height of a frame by its width; nil is 0.68, or 0.5 for one wide panel.
  package var panelAspect: Double?
  /// What a reader who cannot see the figure is told first.
  package var title: String
  package var description: String
  /// Whether panels with equal axes have one scale and one title.
  package var sharedX: Bool
  package var sharedY: Bool
  package var legend: LegendPlace

  package init(
    panels: [Panel], columns: Int? = nil, width: Millimetres = .full, panelAspect: Double? = nil, title: String = "",
    description: String = "", sharedX: Bool = true, sharedY: Bool = true, legend: LegendPlace = .below
  ) {
    self.panels = panels
    self.columns = columns
    self.width = width
    self.panelAspect = panelAspect
    self.title = title
    self.description = description
    self.sharedX = sharedX
    self.sharedY = sharedY
    self.legend = legend
  }

  /// The figure as a PNG of `scale` pixels a point; throws `PlotError`.
  package func png(scale: Double = 3, theme: Theme = .light) throws(PlotError) -> [UInt8] {
    let layout = FigureLayout(drawable, typesetter: try Typesetter())
    return try CairoCanvas.png(size: layout.size, scale: scale, theme: theme) { layout.draw(on: $0) }
  }

  /// The figure as an SVG file with letters as outlines; throws `PlotError`.
  package func svg(theme: Theme = .light) throws(PlotError) -> String {
    let layout = FigureLayout(drawable, typesetter: try Typesetter())
    let document = try CairoCanvas.svg(size: layout.size, theme: theme) { layout.draw(on: $0) }
    let head = [("title", title), ("desc", description)].filter { !$0.1.isEmpty }
    let elements = head.map { "<\($0.0)>\($0.1.escapedForMarkup)</\($0.0)>\n" }.joined()
    return document.replacing(/<svg [^>]*>\n/, maxReplacements: 1) { $0.output + elements }
  }

  /// The figure as an SVG element for an HTML page, its text selectable and its colours those of `Theme.css`; every id in
  /// it begins with `id`. Throws `PlotError`.
  package func page(id: String) throws(PlotError) -> String {
    let layout = FigureLayout(drawable, typesetter: try Typesetter())
    let canvas = PageCanvas(id: id, size: layout.size, title: title, description: description)
    layout.draw(on: canvas)
    return canvas.finish()
  }

  /// What of the TeX in the figure's labels is not known, for messages.
  package var labelProblems: [String] {
    let series = Legend.entries(panels).map(\.name)
    let labels = panels.flatMap { [$0.title, $0.x.label, $0.y.label] + $0.marks.flatMap(\.words) } + series
    var seen: Set<String> = []
    return labels.flatMap { Label($0).problems }.filter { seen.insert($0).inserted }
  }

  /// The figure with at least one panel.
  var drawable: Figure {
    guard panels.isEmpty else { return self }
    var copy = self
    copy.panels = [Panel(x: Axis(""), y: Axis(""), marks: [])]
    return copy
  }
}
