import Foundation
import Testing

@testable import Plot

@Suite struct RobustnessTests {
  static let awkward: [Double] = [
    0, -0.0, 1, -1, .nan, .infinity, -.infinity, 1e-300, 1e300, -1e300, 1.7e308, -1.7e308, .leastNonzeroMagnitude,
    1 + 1e-15, 1e16,
  ]

  @Test func `no pair of values stops a figure`() throws {
    for (row, first) in Self.awkward.enumerated() {
      // A third of the pairs meets each value on both sides.
      for (column, second) in Self.awkward.enumerated() where Samples.isWhole || (row + column).isMultiple(of: 3) {
        for scale in Samples.scales {
          let values = [first, second]
          let axis = Axis("v", scale: scale)
          let marks: [any Mark] = [
            Line(x: values, y: values), Band(x: values, low: values, high: values.reversed()),
            Point(x: values, y: values), Rule(.horizontal(first)), Rule(.vertical(second)),
            Text(x: first, y: second, "here"), Step(x: values, y: values), Area(x: values, y: values),
            Bar(at: values, values: values), Bar(at: values, values: values, orientation: .horizontal),
            ErrorBar(at: values, low: values, high: values.reversed()), Histogram(values: values),
            BoxPlot(at: values, groups: [values, values]), Strip(at: values, groups: [values, values]),
            Heatmap(x: values, y: values, values: [values, values], showsValues: true),
          ]
          let colour = ColourAxis("v", kind: .diverging(centre: first), scale: scale)
          for mark in marks {
            let panel = Panel(x: axis, y: axis, colour: colour, marks: [mark])
            let page = try Figure(panels: [panel], width: 30, legend: .inside).page(id: "f")
            #expect(strstr(page, "nan") == nil && strstr(page, "inf ") == nil)
          }
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
      for scale in Samples.scales {
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

  @Test func `marks without data, or with columns of different lengths, say that there is none`() throws {
    let marks: [any Mark] = [
      Step(x: [], y: []), Area(x: [], y: []), Bar(at: [], values: []), ErrorBar(at: [1], low: [], high: [2]),
      Histogram(values: []), Histogram(values: [.nan, .infinity]), BoxPlot(at: [0], groups: []),
      Strip(at: [0], groups: [[]]), Heatmap(x: [], y: [], values: []), Heatmap(x: [0], y: [], values: [[1]]),
    ]
    for mark in marks {
      let figure = Figure(panels: [Panel(x: Axis("x"), y: Axis("y"), marks: [mark])])
      #expect(try figure.page(id: "f").contains(">no data</text>"), "\(mark)")
      #expect(try !figure.png(scale: 0.5).isEmpty && !figure.pdf().isEmpty && !figure.svg().isEmpty)
    }
  }

  @Test func `names of any length and in any script are set, and letters no font has are told`() throws {
    let names = [
      String(repeating: "category ", count: 25), String(repeating: "x", count: 200), "نموذج طويل الذاكرة", "模型比較",
      "\u{202E}reversed", "a\u{0301}\u{0302}\u{0303}", "👩‍👩‍👧‍👦", "", "line\nbreak",
    ]
    for orientation in [Orientation.vertical, .horizontal] {
      let axis = Axis(names[2], scale: .categorical(names))
      let other = Axis("$x$")
      let bars = Bar(
        at: names.indices.map(Double.init), values: names.indices.map { Double($0 + 1) }, orientation: orientation,
        style: Style(series: names[3]))
      let panel = Panel(
        title: names[2], x: orientation == .vertical ? axis : other, y: orientation == .vertical ? other : axis,
        marks: [bars])
      let figure = Figure(panels: [panel], width: .column)
      #expect(try figure.page(id: "f").contains("نموذج"))
      #expect(try !figure.png(scale: 1).isEmpty)
      let hasChinese = try LabelTypesetter().missingLetters(Label("模型比較")).isEmpty
      #expect(figure.labelProblems.contains { $0.contains("模型比較") } == !hasChinese)
    }
  }

  @Test func `a histogram counts every finite value once, between simple limits`() {
    let values = (0..<1000).map { Double($0 * 7919 % 1000) / 37 }
    let histogram = Histogram(values: values + [.nan, .infinity])
    #expect(histogram.heights.reduce(0, +) == 1000)
    #expect(histogram.edges.first ?? 1 <= 0 && histogram.edges.last ?? 0 >= values.max() ?? .infinity)
    let density = Histogram(values: values, bins: 7, asDensity: true)
    let areas = zip(density.heights, zip(density.edges, density.edges.dropFirst()).map { $1 - $0 }).map { $0 * $1 }
    #expect(abs(areas.reduce(0, +) - 1) < 1e-12)
    #expect(Histogram(values: [3]).heights.reduce(0, +) == 1)
  }

  @Test func `quartiles are those of R's default`() {
    let quantiles = Quantiles([1, 2, 4, 7, 11])
    #expect(quantiles.lower == 2 && quantiles.median == 4 && quantiles.upper == 7)
    #expect(Quantiles([1, 2, 3, 4]).lower == 1.75)
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
