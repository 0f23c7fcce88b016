import Testing

@testable import Plot

@Suite struct FigureTests {
  @Test func `output is the same bytes every time`() throws {
    for figure in [Samples.memory(), Samples.grid(width: .column)] {
      #expect(try figure.png() == figure.png())
      #expect(try figure.svg(theme: .dark) == figure.svg(theme: .dark))
      #expect(try figure.page(id: "a") == figure.page(id: "a"))
      #expect(try figure.pdf() == figure.pdf())
      #expect(try figure.png(theme: .dark) != figure.png())
    }
  }

  @Test func `a page's ids begin with the figure's and its text is text`() throws {
    let page = try Samples.memory().page(id: "fig \"1")
    let ids = page.matches(of: /\sid="([^"]*)"/).map { String($0.1) }
    #expect(ids.count >= 4 && ids.allSatisfy { $0.hasPrefix("fig--1") } && Set(ids).count == ids.count)
    #expect(page.contains("role=\"img\"") && page.contains("<title id=\"fig--1-title\">Learned memory</title>"))
    #expect(page.contains("aria-labelledby=\"fig--1-title fig--1-desc\""))
    #expect(page.contains(">squared</text>") && page.contains("stroke-dasharray=\"5 1.8\""))
    #expect(page.contains("var(--plot-1,\(Theme.light.series[0].hexadecimal))"))
    #expect(page.matches(of: /#[0-9a-f]{6}/).count == page.matches(of: /var\(--plot-[a-z0-9]+,#[0-9a-f]{6}\)/).count)
  }

  @Test func `an SVG file says what it shows`() throws {
    let file = String(decoding: try Samples.memory().svg(), as: UTF8.self)
    #expect(file.contains("<title>Learned memory</title>\n<desc>Four memory functions against the target.</desc>"))
  }

  @Test func `a page's curve of many points is short`() throws {
    let x = (0..<200_000).map(Double.init)
    let y = x.map { ($0 * 0.618).truncatingRemainder(dividingBy: 1) }
    let figure = Figure(panels: [Panel(x: Axis("x"), y: Axis("y"), marks: [Line(x: x, y: y)])])
    #expect(try figure.page(id: "a").utf8.count < 150_000)
  }

  @Test func `the table has every datum in full`() {
    let figure = Figure(panels: [
      Panel(
        title: "GRU, \"small\"", x: Axis("x"), y: Axis("y"),
        marks: [
          Line(x: [1, 0.1], y: [0.30000000000000004, .nan], style: Style(series: "squared")),
          Band(x: [1e-300], low: [-1], high: [2.5]), Rule(.vertical(3)),
        ]),
      Panel(x: Axis("x"), y: Axis("y"), marks: [Point(x: [1, 2, 3], y: [-Double.infinity])]),
    ])
    #expect(
      figure.csv() == """
        panel,series,mark,x,y,low,high,value
        "GRU, ""small""\",squared,line,1,0.30000000000000004,,,
        "GRU, ""small""\",squared,line,0.1,nan,,,
        "GRU, ""small""\",,band,1e-300,,-1,2.5,
        "GRU, ""small""\",,rule,3,,,,
        (b),,point,1,-inf,,,

        """)
  }

  @Test func `labels that are not known are listed once`() {
    let panel = Panel(x: Axis("$\\nope$"), y: Axis("$\\nope$"), marks: [Text(x: 0, y: 0, "$\\nope$")])
    #expect(Figure(panels: [panel, panel]).labelProblems == ["'\\nope' is not known in labels"])
  }

  @Test func `a PNG too large is a typed error`() {
    #expect(throws: PlotError.self) { try Samples.memory().png(scale: 1e6) }
    #expect(throws: PlotError.self) { try Samples.memory().png(scale: .nan) }
    #expect(throws: PlotError.self) { try Samples.memory().png(scale: -1) }
  }

  @Test func `a font that is not there is a typed error with a remedy`() {
    #expect(throws: PlotError.missingFont("No Such Font")) { try LabelTypesetter(font: "No Such Font") }
    #expect(PlotError.missingFont(LabelTypesetter.usualFont).description.contains("fonts-dejavu-core"))
  }

  @Test func `every column of a panel's values has a name, and intervals are read along their axis`() throws {
    let names = Axis(scale: .categorical(["first", "second"]))
    let bars = ErrorBar(at: [0, 1], low: [0.4, 0.9], high: [0.6, 1.2], orientation: .horizontal)
    let table = try #require(Figure(panels: [Panel(x: Axis("ratio"), y: names, marks: [bars])]).values().first)
    #expect(table.header == ["name", "low", "high"])
    #expect(table.rows == [["first", "0.4", "0.6"], ["second", "0.9", "1.2"]])
  }
}
