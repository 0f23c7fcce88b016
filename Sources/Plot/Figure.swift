/// Where the names of the series stand.
package enum LegendPlace: String, Sendable, CaseIterable {
  case above, below
  /// Inside a panel, where it hides nothing; below if no such place exists.
  case inside
  /// Beside the ends of the curves; below where they do not fit.
  case lineEnds
  /// Beside the ends of the curves of a single panel where they fit whole, else below.
  case automatic
  case none
}

/// Panels in a grid with a legend, drawn as PNG, SVG, PDF or into a page.
package struct Figure: Sendable {
  package var panels: [Panel]
  /// The panels in a row; nil chooses.
  package var columns: Int?
  package var width: Millimetres
  /// The height of a frame by its width; nil is 0.68, or 0.5 for one wide panel.
  package var panelAspect: Double?
  /// The height of a frame in points before magnification, whatever its width; nil goes by `panelAspect`.
  package var panelHeight: Double?
  /// Set above the panels, and what a reader who cannot see the figure is told first.
  package var title: String
  package var subtitle: String
  /// The description of the figure for a reader who cannot see it.
  package var description: String
  /// Whether panels with equal axes have one scale and one title.
  package var sharedX: Bool
  package var sharedY: Bool
  package var legend: LegendPlace
  /// Whether faint lines run through the panels at the ticks.
  package var grid: Bool
  /// How much larger than on paper letters, lines and markers are: about 2 for a slide.
  package var magnification: Double
  /// The family of all lettering.
  package var font: String

  package init(
    panels: [Panel], columns: Int? = nil, width: Millimetres = .full, panelAspect: Double? = nil,
    panelHeight: Double? = nil, title: String = "",
    subtitle: String = "", description: String = "", sharedX: Bool = true, sharedY: Bool = true,
    legend: LegendPlace = .below, grid: Bool = false, magnification: Double = 1,
    font: String = LabelTypesetter.usualFont
  ) {
    self.panels = panels
    self.columns = columns
    self.width = width
    self.panelAspect = panelAspect
    self.panelHeight = panelHeight
    self.title = title
    self.subtitle = subtitle
    self.description = description
    self.sharedX = sharedX
    self.sharedY = sharedY
    self.legend = legend
    self.grid = grid
    self.magnification = magnification
    self.font = font
  }

  /// The figure as a PNG of `scale` pixels a point; throws `PlotError`.
  package func png(scale: Double = 3, theme: Theme = .light) throws(PlotError) -> [UInt8] {
    let layout = try laidOut()
    return try CairoCanvas.png(
      size: layout.size, scale: scale * enlargement, density: scale, theme: theme, layout.typesetter
    ) { layout.draw(on: $0) }
  }

  /// The figure as an SVG file with letters as outlines, whose ids begin with `id`; throws `PlotError`.
  package func svg(id: String = "figure", theme: Theme = .light) throws(PlotError) -> [UInt8] {
    let layout = try laidOut()
    let canvas = SVGCanvas(id: id, letters: .outlines, theme: theme, typesetter: layout.typesetter)
    layout.draw(on: canvas)
    return document(of: layout).file(theme: theme, canvas)
  }

  /// The figure as a PDF of one page; throws `PlotError`.
  package func pdf(theme: Theme = .light) throws(PlotError) -> [UInt8] {
    let layout = try laidOut()
    return try CairoCanvas.pdf(
      size: layout.size, scale: enlargement, theme: theme, title: Label(title).text, description: description,
      layout.typesetter
    ) { layout.draw(on: $0) }
  }

  /// The figure as an SVG element for an HTML page, its text selectable; every id in it begins with `id`. Its colours are
  /// those of `theme`, or the page's, by `Theme.css`, where that is nil. A figure too wide for a narrow screen is followed by a
  /// second element, laid out for that. Throws `PlotError`.
  package func page(id: String, theme: Theme? = nil) throws(PlotError) -> String {
    let wide = try element(id: id, theme: theme, isNarrow: false)
    guard let narrow else { return wide }
    return try wide + narrow.element(id: id, theme: theme, isNarrow: true)
  }

  private func element(id: String, theme: Theme?, isNarrow: Bool) throws(PlotError) -> String {
    let layout = try laidOut()
    let canvas = SVGCanvas(
      id: isNarrow ? "\(id)-narrow" : id, letters: .text, theme: theme, typesetter: layout.typesetter,
      hasHints: !isNarrow)
    layout.draw(on: canvas)
    return document(of: layout).element(id: id, theme: theme, isNarrow: isNarrow, canvas)
  }

  private func document(of layout: FigureLayout) -> SVGDocument {
    SVGDocument(
      size: layout.size, scale: enlargement, title: Label(title).text, description: description, font: font)
  }

  /// What of the TeX in the figure's labels is not known and which letters no font has, for messages.
  package var labelProblems: [String] {
    let series = Legend.entries(panels).map(\.name) + [legendTitle]
    let texts = panels.flatMap { panel -> [String] in
      let axes = [panel.x, panel.y].flatMap { axis -> [String] in
        if case .categorical(let names) = axis.scale { [axis.label] + names } else { [axis.label] }
      }
      let headings = (panel.facet?.columns ?? []) + (panel.facet?.rows ?? [])
      return [panel.title, panel.colour.label] + axes + headings + panel.marks.flatMap(\.words)
    }
    let labels = ([title, subtitle] + texts + series).map { Label($0) }
    var problems = labels.flatMap(\.problems)
    if let typesetter = try? LabelTypesetter(font: font) { problems += labels.flatMap(typesetter.missingLetters) }
    var seen: Set<String> = []
    return problems.filter { seen.insert($0).inserted }
  }

  /// The lengths of the figure with its own typesetter.
  private func laidOut() throws(PlotError) -> FigureLayout {
    FigureLayout(drawable, typesetter: try LabelTypesetter(font: font))
  }

  /// What all panels call the names of their series; empty where they differ.
  var legendTitle: String {
    let titles = Set(panels.map(\.legendTitle))
    return titles.count == 1 ? titles.first ?? "" : ""
  }

  var enlargement: Double { magnification.limited(to: 0.25...8, otherwise: 1) }

  /// The width that is laid out, in points before magnification.
  var layoutWidth: Double { max(width.points / enlargement, Millimetres(30).points) }

  /// The figure with at least one panel.
  var drawable: Figure {
    guard panels.isEmpty else { return self }
    var copy = self
    copy.panels = [Panel(x: Axis(""), y: Axis(""), marks: [])]
    return copy
  }
}
