import Plot
import Results
import Settings
import Statistics
import Training

/// `scatter(of: linear, x: normalisedSquaredError, y: longLagError, baseline: squared)`: what is gained against what it costs.
package struct ScatterFigure: FigureKind {
  package static let name = "scatter"
  package static let summary =
    "draws two numbers of each cell against one another, their means or their ratios to a baseline, with intervals"

  private let source: GridSource
  private let numbers: (x: Value, y: Value)
  private let pairs: PairedRatio?
  private let scales: (x: ScaleKind, y: ScaleKind)
  private let level: Double

  package init(settings: Settings) {
    source = GridSource(
      settings,
      roles: [
        .init(name: "colour", help: "the axis with a colour for each value"),
        .init(name: "points", help: "the axis with a point for each value, of one colour"),
        .init(name: "more", help: "another axis with a point for each value"),
        .init(name: "facet", help: "the axis with a panel for each value"),
      ])
    numbers = (
      settings.name(
        "x", default: "normalisedSquaredError", allowed: "the name of a number",
        help: "what stands on the horizontal axis"),
      settings.name(
        "y", default: "longLagError", allowed: "the name of a number", help: "what stands on the vertical axis")
    )
    pairs = settings.choice("baseline", help: "the value that ratios are relative to, paired by seed").map {
      PairedRatio(baseline: $0)
    }
    scales = (
      settings.scale("x-scale", default: .logarithmic, help: "scale of the horizontal axis"),
      settings.scale("y-scale", default: .logarithmic, help: "scale of the vertical axis")
    )
    level = settings.level()
  }

  package var remark: String? {
    let percent = NumberFormat(digits: 4, isPercentage: true).text(of: level)
    return pairs == nil
      ? "Intervals: \(percent) of each mean taken alone (Student, over seeds)."
      : "Intervals: \(percent) of each ratio taken alone (Student, log-ratios of paired seeds)."
  }

  package var inputs: Inputs { Inputs(results: [source.id.description]) }

  package func check(among offers: [String: Offer]) -> [SettingProblem] {
    let mistakes = pairs?.check(offers[source.id.description], of: source.id) ?? []
    return mistakes.isEmpty ? source.check(among: offers, numbers: [numbers.x, numbers.y]) : mistakes
  }

  package func panels(from datasets: [String: Dataset], styles: SeriesStyles) -> [Panel] {
    guard let dataset = datasets[source.id.description] else { return [] }
    let offer = dataset.offer
    let (x, y) = (axis(numbers.x, scales.x, offer), axis(numbers.y, scales.y, offer))
    let rules: [any Mark] = pairs == nil ? [] : [Plot.Rule(.vertical(1)), Plot.Rule(.horizontal(1))]
    return source.groups(of: Array(offer.cells.indices), by: "facet", in: offer).map { facet in
      let marks = source.groups(of: facet.cells, by: "colour", in: offer).flatMap { colour in
        let style = colour.choice.map { styles.style(for: $0) } ?? Style(slot: .series(1))
        return self.marks(colour.cells, style, dataset)
      }
      return Panel(
        title: facet.title, x: x, y: y, marks: rules + marks, legendTitle: source.title(of: "colour", in: offer))
    }
  }

  private func axis(_ number: Value, _ scale: ScaleKind, _ offer: Offer) -> Axis {
    let words = offer.label(of: number.description)
    guard let pairs else { return Axis(words, scale: scale) }
    let isError = number.description.hasSuffix("Error")
    return Axis(
      "\(words), ratio to \(SeriesStyles.name(of: pairs.baseline))", scale: scale,
      ends: isError ? Axis.Ends(less: "better", more: "worse") : nil)
  }

  private func marks(_ cells: [Int], _ style: Style, _ dataset: Dataset) -> [any Mark] {
    let places = cells.compactMap { cell -> (x: Estimate, y: Estimate)? in
      guard let x = estimate(numbers.x, cell, dataset), let y = estimate(numbers.y, cell, dataset) else { return nil }
      return (x, y)
    }
    guard !places.isEmpty else { return [] }
    var thin = style
    thin.width = 0.7
    return [
      ErrorBar(
        at: places.map(\.y.value), low: places.map(\.x.lower), high: places.map(\.x.upper), orientation: .horizontal,
        cap: 0, style: thin),
      ErrorBar(
        at: places.map(\.x.value), low: places.map(\.y.lower), high: places.map(\.y.upper), cap: 0, style: thin),
      Point(x: places.map(\.x.value), y: places.map(\.y.value), style: style, radius: 3),
    ]
  }

  /// The mean of a cell, or its ratio; nil of the baseline itself.
  private func estimate(_ number: Value, _ cell: Int, _ dataset: Dataset) -> Estimate? {
    if let pairs {
      guard pairs.counterpart(of: cell, in: dataset.offer) != cell else { return nil }
      return pairs.estimate(number.description, cell: cell, in: dataset, level: level)
    }
    let samples = dataset.numbers(number.description, cell: cell)
    return samples.isEmpty ? nil : Estimate(mean: samples, level: level)
  }
}
