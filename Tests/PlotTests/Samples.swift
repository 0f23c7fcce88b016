import Foundation

@testable import Plot

/// Figures as the report draws them, for tests.
enum Samples {
  /// Whether laws are tried on all of their cases, and not only on a share from everywhere.
  static let isWhole = ProcessInfo.processInfo.environment["REPORT_WHOLE"] != nil

  static let methods = ["squared", "relative", "rescaled, $p = 2$", "rescaled, $p = 4$"]

  static let scales: [ScaleKind] = [
    .linear, .logarithmic, .symmetricLogarithmic(), .symmetricLogarithmic(threshold: 1e-3), .categorical(["a", "b"]),
  ]

  /// A grid with large letters.
  static var slide: Figure {
    var figure = grid(width: 254)
    figure.magnification = 2
    figure.subtitle = "On a slide"
    return figure
  }

  /// Four memory functions with their bands against a target.
  static func memory(width: Millimetres = .full, slots: Int = 4, y: ScaleKind = .linear) -> Figure {
    Figure(
      panels: [Panel(x: Axis("lag $s$"), y: Axis("memory $\\hat\\rho(s)$", scale: y), marks: marks(slots))],
      width: width, title: "Learned memory", description: "Four memory functions against the target.")
  }

  static func grid(width: Millimetres = .full) -> Figure {
    let names = ["linear RNN", "GRU", "LSTM", "state space model, $N = 16$"]
    let panels = names.enumerated().map { index, name in
      Panel(
        title: name, x: Axis("lag $s$"), y: Axis("$|\\rho(s) - \\hat\\rho(s)|$", scale: .logarithmic),
        marks: marks(4, shift: Double(index)))
    }
    return Figure(panels: panels, width: width, title: "Errors", description: "By model.")
  }

  static func marks(_ count: Int, shift: Double = 0) -> [any Mark] {
    let x = (0...100).map(Double.init)
    let target = x.map { 1 / pow(1 + 0.1 * $0, 1.1) }
    var marks: [any Mark] = [
      Rule(.horizontal(0)), Line(x: x, y: target, style: Style(series: "target", slot: .target)),
    ]
    for slot in 1...count {
      let rate = 0.02 * Double(slot) + 0.01 * shift
      let y = x.map { exp(-rate * $0) * (1 + 0.05 * sin($0 / 3 + Double(slot))) }
      let style = Style(series: methods[(slot - 1) % methods.count], slot: .series(slot))
      marks.append(Band(x: x, low: y.map { $0 * 0.85 }, high: y.map { $0 * 1.15 }, style: style))
      marks.append(Line(x: x, y: y, style: style))
    }
    return marks
  }

  /// Final errors with markers on two logarithmic axes.
  static func scaling(width: Millimetres = .column) -> Figure {
    let x = [4.0, 8, 16, 32, 64, 128]
    var marks: [any Mark] = []
    for slot in 1...7 {
      let y = x.enumerated().map { pow($1, -0.4 * Double(slot)) * (1 + 0.2 * sin(Double($0 * slot))) }
      let style = Style(series: "method \(slot), long name", slot: .series(slot))
      marks += [Line(x: x, y: y, style: style), Point(x: x, y: y, style: style)]
    }
    return Figure(
      panels: [
        Panel(
          x: Axis("width $m$", scale: .logarithmic), y: Axis("$\\mathrm{error}_{p=2}$", scale: .logarithmic),
          marks: marks)
      ], width: width)
  }

  /// Panels with their own scales and large numbers.
  static func free(_ size: Double) -> Figure {
    let x = (0..<200).map { Double($0) * 10 }
    let panels = (0..<5).map { index in
      Panel(
        title: "$k = \(index)$, a rather long title that wraps", x: Axis("time $t$, steps", domain: 0...2000),
        y: Axis("loss $L_{\\mathrm{train}}$"),
        marks: [Line(x: x, y: x.map { size * Double(index + 1) * exp(-$0 / 400) }, style: Style(series: "SGD"))])
    }
    return Figure(panels: panels, sharedY: false)
  }

  static func many(_ count: Int, columns: Int? = nil) -> Figure {
    let panels = (0..<count).map { index in
      Panel(
        title: "panel \(index)", x: Axis("steps", domain: 0...100_000), y: Axis("loss"),
        marks: [
          Line(x: [0, 100_000], y: [1, Double(index)], style: Style(series: "series \(index)", slot: .series(index)))
        ])
    }
    return Figure(panels: panels, columns: columns)
  }

  static var longLabels: Figure {
    let long = String(repeating: "a very long label $\\hat\\rho_i^2$ that goes on ", count: 6)
    let word = String(repeating: "unbroken", count: 30)
    return Figure(
      panels: [
        Panel(
          title: long, x: Axis(long), y: Axis(long),
          marks: [
            Line(x: [1, 2], y: [1, 2], style: Style(series: long)),
            Line(x: [1, 2], y: [2, 1], style: Style(series: word)),
          ]),
        Panel(title: word, x: Axis(word), y: Axis(long), marks: []),
      ], width: .column, legend: .above)
  }

  static var rubbish: Figure {
    let data: [(String, [Double], ScaleKind)] = [
      ("nan", [.nan, .nan, .infinity], .linear), ("one", [2], .linear), ("same", [5, 5], .linear),
      ("tiny", [1e-300, 2e-300, 3e-300], .linear), ("huge", [-1e300, 1e300, 1.7e308], .linear),
      ("decades", [-1, 0, 1e-300, 1e300], .logarithmic),
    ]
    let panels = data.map { name, y, scale in
      Panel(
        title: name, x: Axis("x"), y: Axis("y", scale: scale),
        marks: [Line(x: y.indices.map(Double.init), y: y, style: Style(series: "data"))])
    }
    return Figure(panels: panels, sharedX: false, sharedY: false)
  }

  /// A forest with groups, an interval that leaves the frame, a row that stands back and a legend with a title.
  static var forest: Figure {
    let styles = [look(0), Style(series: "rescaled", slot: 2, ink: .ordered(4))]
    let marks = [(0, 1.0, 0.8), (1, 1.1, 0.4), (0, 3.0, 1.6), (1, 3.1, 0.9)].map { index, row, value -> any Mark in
      Interval(
        at: [row], estimates: [value], low: [0.9 * value], high: [1.3 * value],
        outer: ([0.5 * value], [9 * value]), orientation: .horizontal,
        style: row < 3 ? styles[index] : Style(ink: .muted))
    }
    let panel = Panel(
      x: Axis(
        "ratio", scale: .logarithmic, domain: 0.2...4, ends: Axis.Ends(less: "better", more: "worse")),
      y: Axis(scale: .categorical(["recall", "gru", "adding", "lstm"]), headings: [0, 2]),
      marks: [Rule(.vertical(1))] + marks, legendTitle: "error")
    return Figure(panels: [panel], width: .column, panelHeight: 80)
  }

  /// Curves that leave a logarithmic axis, on which an interval down to zero has no say.
  static var cuts: Figure {
    let marks: [any Mark] = [
      Band(x: [0, 1, 2, 3], low: [1e-9, 1e-9, 0.1, 0.1], high: [2, 2, 1, 1], style: look(0)),
      Line(x: [0, 1, 2, 3], y: [1, 1, 0.5, 0.5], style: look(0)),
      Line(x: [0, 1, 2, 3], y: [1, 1e-15, 1e-15, 0.1], style: look(1)),
    ]
    return Figure(panels: [Panel(x: Axis("lag"), y: Axis("memory", scale: .logarithmic), marks: marks)], width: 60)
  }

  static var automatic: Figure {
    let marks = (0..<3).map { index in Line(x: [0, 1, 2], y: [0, 1, Double(index)], style: look(index)) }
    let panel = Panel(x: Axis("lag"), y: Axis("memory"), marks: marks, legendTitle: "error")
    return Figure(panels: [panel], width: 120, legend: .automatic)
  }

  private static func look(_ index: Int) -> Style {
    Style(series: ["squared", "rescaled", "masked"][index], slot: .series(index + 1))
  }
}
