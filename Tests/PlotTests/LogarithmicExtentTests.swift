import Testing

@testable import Plot

@Suite("What a logarithmic axis holds") struct LogarithmicExtentTests {
  private static func cell(_ marks: [any Mark], domain: ClosedRange<Double>? = nil) throws -> Cell {
    let panel = Panel(x: Axis("x"), y: Axis("y", scale: .logarithmic, domain: domain), marks: marks)
    return FigureLayout(Figure(panels: [panel]), typesetter: try LabelTypesetter()).cells[0]
  }

  @Test func `an interval takes it no further than a tenth`() throws {
    let cell = try Self.cell([
      Band(x: [0, 1], low: [1e-12, 0.5], high: [1, 1]), Line(x: [0, 1], y: [0.5, 1]),
      ErrorBar(at: [0], low: [1e-9], high: [1e9]),
    ])
    #expect(cell.y.domain.lowerBound > 0.02 && cell.y.domain.upperBound < 20 && !cell.isCut)
    #expect(cell.y.domain.lowerBound < 0.05 && cell.y.domain.upperBound > 10)
  }

  @Test func `a curve takes it down ten decades, and what lies below is counted`() throws {
    let cell = try Self.cell([Line(x: [0, 1, 2], y: [1, 1e-15, 1e-16])])
    #expect(cell.y.domain.lowerBound > 1e-12 && cell.isCut && cell.beyond == 2)
    #expect(try !Self.cell([Line(x: [0, 1], y: [1e-15, 1e-16])]).isCut)
  }

  @Test func `the author says what is shown`() throws {
    let cell = try Self.cell([Line(x: [0, 1], y: [1e-4, 1])], domain: 0.01...2)
    #expect(cell.isCut && cell.beyond == 1)
  }
}
