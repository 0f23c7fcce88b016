@testable import Plot

/// A small figure for each mark, scale and arrangement.
enum Specimens {
  static let all: [(name: String, figure: Figure)] = [
    ("curve", curve), ("decades", decades), ("step", step), ("point", point), ("error-bar", errorBar),
    ("bar", bar), ("stacked-bar", stackedBar), ("histogram", histogram), ("area", area), ("text", text),
    ("heatmap", heatmap), ("diverging", diverging), ("box", box), ("strip", strip), ("swarm", swarm),
    ("symmetric-logarithmic", symmetricLogarithmic), ("categories", categories), ("facets", facets),
    ("legend-inside", legendInside), ("line-ends", lineEnds), ("titles", titles), ("formulae", formulae),
  ]

  private static func single(
    _ marks: [any Mark], x: Axis = Axis("lag $s$"), y: Axis = Axis("memory"), colour: ColourAxis = ColourAxis(),
    legend: LegendPlace = .below, grid: Bool = false, title: String = "", subtitle: String = ""
  ) -> Figure {
    Figure(
      panels: [Panel(x: x, y: y, colour: colour, marks: marks)], width: 60, title: title, subtitle: subtitle,
      legend: legend, grid: grid)
  }

  static let methods = ["squared", "rescaled", "masked"]
  private static func style(_ index: Int) -> Style { Style(series: methods[index], slot: .series(index + 1)) }

  static var curve: Figure {
    let style = Style(series: "$p = 2$", slot: 2)
    return single([
      Rule(.horizontal(0.5)), Band(x: [0, 1, 2], low: [0, 0.1, 0.2], high: [0.5, 0.6, 0.7], style: style),
      Line(x: [0, 1, 2, 3, 4], y: [0, 0.25, .nan, 0.75, 1], style: style),
    ])
  }

  static var decades: Figure {
    let panels = ["one", "two"].map { name in
      Panel(
        title: name, x: Axis("n"), y: Axis("loss", scale: .logarithmic),
        marks: [Point(x: [1, 2, 3, 4], y: [1e-3, 0, 10, 1000], style: Style(series: "gru", slot: 1))])
    }
    return Figure(panels: panels, columns: 2, width: .column)
  }

  static var step: Figure {
    single(
      [
        Step(x: [0, 1, 2, 3, 4], y: [1, 0.6, .nan, 0.3, 0.1], style: style(0)),
        Step(x: [0, 1, 2, 3, 4], y: [0.9, 0.7, 0.5, 0.4, 0.2], jump: .halfway, style: style(1)),
      ], x: Axis("training step"), y: Axis("learning rate"), grid: true)
  }

  static var point: Figure {
    let marks = (0..<7).map { slot in
      Point(
        x: [1, 2, 3], y: [0.2, 0.5, 0.3].map { $0 + Double(slot) },
        style: Style(series: "n = \(slot)", slot: .series(slot + 1)))
    }
    return single(marks, x: Axis("width"), y: Axis("error"))
  }

  static var errorBar: Figure {
    single(
      [
        ErrorBar(at: [0, 1, 2], low: [0.1, 0.3, 0.25], high: [0.3, 0.6, 0.3], style: style(0)),
        Point(x: [0, 1, 2], y: [0.2, 0.45, 0.28], style: style(0)),
      ], x: Axis("model", scale: .categorical(["RNN", "GRU", "LSTM"])), y: Axis("error"))
  }

  static var bar: Figure {
    let dodge = Dodge(2)
    let values = [[3.0, 5, 2], [4, -1, .nan]]
    return single(
      (0..<2).map { index in
        Bar(
          at: [0, 1, 2].map { $0 + dodge.offset(index) }, values: values[index], width: dodge.width, style: style(index)
        )
      }, x: Axis("task", scale: .categorical(["copy", "add", "recall"])), y: Axis("gain"))
  }

  static var stackedBar: Figure {
    single(
      Bar.stacked(at: [0, 1], [([1, 2], style(0)), ([2, 1], style(1))], orientation: .horizontal),
      x: Axis("time, s"), y: Axis("stage", scale: .categorical(["forward", "backward"])))
  }

  static var histogram: Figure {
    let values: [Double] = (0..<200).map { index in
      let (coarse, fine) = (index * 37 % 100, index * 17 % 100)
      return Double(coarse) / 25 + Double(fine) / 50
    }
    return single([Histogram(values: values, style: Style(series: "errors"))], x: Axis("error"), y: Axis("count"))
  }

  static var area: Figure {
    single(
      Area.stacked(x: [0, 1, 2, 3], [([1, 2, 1, 1], style(0)), ([1, 1, 2, 3], style(1))]), x: Axis("step"),
      y: Axis("share"))
  }

  static var text: Figure {
    single(
      [
        Line(x: [0, 10], y: [1, 0], style: style(0)), Rule(.vertical(5)),
        Text(x: 5, y: 0.9, "half of $T$"), Text(x: 10, y: 0, "end", anchor: .end),
      ], legend: .none)
  }

  static var heatmap: Figure {
    single(
      [Heatmap(x: [0, 1, 2], y: [0, 1], values: [[0.1, 0.5, 0.9], [0.3, .nan, 0.7]], showsValues: true)],
      x: Axis("model", scale: .categorical(["RNN", "GRU", "LSTM"])),
      y: Axis("task", scale: .categorical(["copy", "add"])), colour: ColourAxis("error"))
  }

  static var diverging: Figure {
    single(
      [Heatmap(x: [0, 1, 2], y: [1, 2], values: [[0.25, 1, 2], [0.5, 1.5, 1]])], x: Axis("power $p$"), y: Axis("rate"),
      colour: ColourAxis("ratio", kind: .diverging(centre: 1), scale: .logarithmic))
  }

  static let groups: [[Double]] = [[1, 2, 2.5, 3, 9], [2, 3, 3.5, 4, 5], [4]]

  static var box: Figure {
    single(
      [BoxPlot(at: [0, 1, 2], groups: groups, style: style(0))],
      x: Axis("model", scale: .categorical(["RNN", "GRU", "LSTM"])), y: Axis("error"))
  }

  static var strip: Figure {
    single(
      [Strip(at: [0, 1, 2], groups: groups, orientation: .horizontal, style: style(1))], x: Axis("error"),
      y: Axis("model", scale: .categorical(["RNN", "GRU", "LSTM"])))
  }

  static var swarm: Figure {
    let crowded = [(0..<60).map { 0.5 + 0.02 * Double($0 % 7) }, [0.2, 0.2, 0.2, 0.9]]
    return single(
      [Strip(at: [0, 1], groups: crowded, style: style(2))], x: Axis("", scale: .categorical(["many", "few"])))
  }

  static var symmetricLogarithmic: Figure {
    single(
      [Line(x: [0, 1, 2, 3, 4, 5, 6], y: [-100, -1, -0.01, 0, 0.02, 3, 1000], style: style(0))],
      y: Axis("gradient", scale: .symmetricLogarithmic()), grid: true)
  }

  static var categories: Figure {
    let names = [
      "a rather long name of a model", "another one", String(repeating: "long ", count: 40), "$\\rho_1$", "e",
    ]
    return single(
      [Bar(at: [0, 1, 2, 3, 4], values: [5, 4, 3, 2, 1], style: Style(slot: 3))],
      x: Axis("name", scale: .categorical(names)),
      y: Axis("value"))
  }

  static var facets: Figure {
    var panels: [Panel] = []
    for (row, task) in ["copy", "add"].enumerated() {
      for (column, path) in [["linear", "RNN"], ["linear", "S4D"], ["gated", "GRU"]].enumerated() {
        panels.append(
          Panel(
            x: Axis("lag $s$"), y: Axis("memory"),
            marks: [Line(x: [0, 1, 2], y: [1, Double(row), Double(column)], style: style(0))],
            facet: Facet(columns: path, rows: [task])))
      }
    }
    return Figure(panels: panels, width: 100)
  }

  static var legendInside: Figure {
    single(
      (0..<3).map { index in
        Line(x: [0, 1, 2, 3], y: [3, 1, 0.5, 0.2].map { $0 + 0.3 * Double(index) }, style: style(index))
      },
      legend: .inside)
  }

  static var lineEnds: Figure {
    single(
      (0..<3).map { index in Line(x: [0, 1, 2], y: [0, 1, 1 + 0.02 * Double(index)], style: style(index)) },
      legend: .lineEnds)
  }

  static var titles: Figure {
    single(
      [Line(x: [0, 1], y: [0, 1], style: style(0))], legend: .above, title: "The learned memory $\\hat\\rho$",
      subtitle: "Five seeds of a linear network")
  }

  static var formulae: Figure {
    let labels = [
      "$\\hat\\rho(s) = \\frac{1}{(1 + s)^2}$", "$\\int_0^T \\sqrt{w_t}\\,dt$",
      "$\\sum_{s \\ge 0} \\frac{B_w(s)}{B_w(0)}$",
    ]
    return single(
      labels.enumerated().map { index, label in
        Line(x: [0, 1], y: [0, Double(index)], style: Style(series: label, slot: .series(index + 1)))
      }, x: Axis("$\\frac{s}{T}$"), y: Axis("$\\frac{\\partial E}{\\partial \\theta}$"))
  }
}
