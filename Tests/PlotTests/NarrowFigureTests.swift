import Testing

@testable import Plot

@Suite("Figures for narrow screens") struct NarrowFigureTests {
  private static func figure(_ panels: Int, width: Millimetres = 150) -> Figure {
    let panel = Panel(
      x: Axis("lag $s$"), y: Axis("memory"),
      marks: [Line(x: [0, 1, 2], y: [0, 1, 0.5], style: Style(series: "a", slot: 1))])
    return Figure(panels: Array(repeating: panel, count: panels), width: width, description: "A curve.")
  }

  @Test(arguments: [1, 3, 4, 5]) func `have their panels below each other`(_ count: Int) throws {
    let narrow = try #require(Self.figure(count).narrow)
    let layout = FigureLayout(narrow, typesetter: try LabelTypesetter())
    #expect(layout.size.width == Millimetres.screen.points)
    #expect(Set(layout.cells.map(\.column)).count == (count > 4 ? 2 : 1))
  }

  @Test func `are not made of what is narrow`() { #expect(Self.figure(1, width: 80).narrow == nil) }

  @Test func `follow the wide ones in a page, without hints and with other ids`() throws {
    let page = try Self.figure(3).page(id: "drawing")
    let parts = page.split(separator: "<svg ").map(String.init)
    #expect(parts.count == 2 && parts[1].hasPrefix("class=\"plot narrow\" id=\"drawing-narrow\""))
    #expect(parts[0].contains("class=\"hint\"") && !parts[1].contains("class=\"hint\""))
    #expect(parts[1].contains("data-series=\"a\"") && parts[1].contains("aria-labelledby=\"drawing-desc\""))
    let ids = page.matches(of: /id="([^"]+)"/).map { String($0.1) }
    #expect(Set(ids).count == ids.count)
  }

  @Test func `keep the height of rows`() throws {
    var figure = Self.figure(1)
    figure.panels[0].y.scale = .categorical(["a", "b"])
    figure.panelHeight = 40
    let layout = FigureLayout(try #require(figure.narrow), typesetter: try LabelTypesetter())
    #expect(layout.cells[0].box.height == 40)
  }
}
