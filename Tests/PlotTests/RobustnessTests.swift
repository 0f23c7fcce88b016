import Testing

@testable import Plot

@Suite struct RobustnessTests {
  static let awkward: [Double] = [
    0, -0.0, 1, -1, .nan, .infinity, -.infinity, 1e-300, 1e300, -1e300, 1.7e308, -1.7e308, .leastNonzeroMagnitude,
    1 + 1e-15, 1e16,
  ]

  @Test func `no pair of values stops a figure`() throws {
    for first in Self.awkward {
      for second in Self.awkward {
        for scale in ScaleKind.allCases {
          let values = [first, second]
          let axis = Axis("v", scale: scale)
          let marks: [any Mark] = [
            Line(x: values, y: values), Band(x: values, low: values, high: values.reversed()),
            Point(x: values, y: values), Rule(.horizontal(first)), Rule(.vertical(second)),
            Text(x: first, y: second, "here"),
          ]
          let figure = Figure(panels: [Panel(x: axis, y: axis, marks: marks)], width: .column)
          let page = try figure.page(id: "f")
          #expect(!page.contains("nan") && !page.contains("inf "))
        }
      }
    }
  }

  @Test func `no domain stops a figure`() throws {
    let domains: [ClosedRange<Double>] = [
      0...0, -1...1, 1e-300...2e-300, -1e308...1e308, -Double.infinity...Double.infinity, 5...5, -3 ... -2,
      0...Double.infinity, 1...(1 + 1e-15), .leastNonzeroMagnitude ... .leastNormalMagnitude / 8,
    ]
    for domain in domains {
      for scale in ScaleKind.allCases {
        let axis = Axis("v", scale: scale, domain: domain)
        let marks = [Line(x: [0, 1, 2, 1e300], y: [-1, 3, 1e-300, 5])]
        _ = try Figure(panels: [Panel(x: axis, y: axis, marks: marks)]).png(scale: 1)
      }
    }
  }

  @Test func `an empty panel says so`() throws {
    for marks in [[], [Line(x: [], y: [])], [Line(x: [1], y: [.nan])]] as [[any Mark]] {
      let page = try Figure(panels: [Panel(x: Axis("x"), y: Axis("y"), marks: marks)]).page(id: "f")
      #expect(page.contains(">no data</text>"))
    }
    #expect(try Figure(panels: []).page(id: "f").contains(">no data</text>"))
  }

  @Test func `what is not positive is left out of decades and counted`() throws {
    let marks: [any Mark] = [
      Line(x: [1, 2, 3, 4], y: [0, -1, 5, 10]), Band(x: [1, 2], low: [-1, 0], high: [1, 1]), Rule(.horizontal(0)),
    ]
    let panel = Panel(x: Axis("x"), y: Axis("y", scale: .logarithmic), marks: marks)
    let page = try Figure(panels: [panel]).page(id: "f")
    #expect(page.contains("2 values are not positive and are not shown on the logarithmic axis"))
    let linear = try Figure(panels: [Panel(x: Axis("x"), y: Axis("y"), marks: marks)]).page(id: "f")
    #expect(!linear.contains("not shown"))
  }

  @Test func `a lone point of a curve is seen`() throws {
    let page = try Figure(panels: [Panel(x: Axis("x"), y: Axis("y"), marks: [Line(x: [1], y: [2])])]).page(id: "f")
    #expect(page.contains("a1.3 1.3 0 1 0"))
  }

  @Test func `no style stops a figure`() throws {
    let numbers = [Double.nan, -1, 0, .infinity, 1e300]
    let styles = numbers.flatMap { number in
      [[], [number], [number, number], [0, 0]].map {
        Style(series: "s", slot: .series(Int.max), width: number, opacity: number, dash: $0)
      }
    }
    for (style, number) in zip(styles, numbers + numbers + numbers + numbers) {
      let marks: [any Mark] = [
        Line(x: [1, 2], y: [1, 2], style: style), Point(x: [1], y: [1], style: style, radius: number),
      ]
      let panel = Panel(x: Axis("x"), y: Axis("y"), marks: marks)
      let figure = Figure(panels: [panel], columns: -3, width: Millimetres(number), panelAspect: number)
      #expect(try !figure.png(scale: 0.2).isEmpty)
      #expect(try !figure.page(id: "").contains("nan"))
    }
  }
}
