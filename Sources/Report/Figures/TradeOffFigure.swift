import Plot
import Results
import Settings
import Statistics

/// `trade-off(of: bias)`: bias against variance, a point for each value.
///
/// Of sensitivity profiles: 1 - 2·(mean lag)/T, which is 0 where all lags count alike, against T Σw² / (Σw)², by which the
/// variance of the gradient grows as weights leave fewer samples in effect. Of an experiment: the squared bias
/// Σ (ρ̄(s) - ρ(s))² of the mean learned memory ρ̄ over the seeds against the variance Σ Var ρ̂(s) about it, both over
/// long lags s > T/2 and as shares of Σ ρ(s)².
package struct TradeOffFigure: FigureKind {
  package static let name = "trade-off"
  package static let summary =
    "draws bias against variance: of the sensitivity of errors, or of the memory that was learned over long lags from several seeds"

  private let source: GridSource

  package init(settings: Settings) {
    source = GridSource(
      settings,
      roles: [
        .init(name: "colour", help: "the axis with a point for each value"),
        .init(name: "facet", help: "the axis with a panel for each value"),
      ])
  }

  package var inputs: Inputs { Inputs(results: [source.id.description], curves: ["learnedMemory", "targetMemory"]) }

  package func check(among offers: [String: Offer]) -> [SettingProblem] {
    let offersMemory = offers[source.id.description]?.curves["learnedMemory"] != nil
    return offersMemory
      ? source.check(among: offers, curves: [Value(.name("targetMemory"), span: source.id.span)])
      : source.check(
        among: offers, numbers: ["meanLag", "effectiveSampleShare"].map { Value(.name($0), span: source.id.span) })
  }

  package func panels(from datasets: [String: Dataset], styles: SeriesStyles) -> [Panel] {
    guard let dataset = datasets[source.id.description] else { return [] }
    let isLearned = dataset.offer.curves["learnedMemory"] != nil
    var axes =
      isLearned
      ? (
        x: Axis("variance over seeds, $s > T/2$", scale: .logarithmic),
        y: Axis("squared bias, $s > T/2$", scale: .logarithmic)
      )
      : (x: Axis(#"variance $T \sum w^2 / (\sum w)^2$"#), y: Axis(#"bias $1 - 2\,\bar s / T$"#))
    let all = dataset.offer.cells.indices.compactMap { Self.weights(dataset, $0)?.variance }
    // One error with few samples in effect would push all others to the edge.
    if !isLearned, let least = all.min(), let most = all.max(), most > 10 * least { axes.x.scale = .logarithmic }
    return source.groups(of: Array(dataset.offer.cells.indices), by: "facet", in: dataset.offer).map { facet in
      let lines = source.groups(of: facet.cells, by: "colour", in: dataset.offer)
      let places = lines.compactMap { line in
        line.cells.first.flatMap { isLearned ? Self.learned(dataset, $0) : Self.weights(dataset, $0) }
          .map { (line: line, variance: $0.variance, bias: $0.bias) }
      }
      let sorted = places.sorted { $0.variance < $1.variance }
      // The path leads through values in order; others are not on it.
      let ordered = sorted.filter { $0.line.choice.map { styles.isOrdered($0) } ?? false }
      let way = ordered.isEmpty ? sorted : ordered
      let path = Line(x: way.map(\.variance), y: way.map(\.bias), style: Style(slot: .muted))
      let points = places.map { place -> any Mark in
        let style = place.line.choice.map { styles.style(for: $0) } ?? Style(slot: .series(1))
        return Point(x: [place.variance], y: [place.bias], style: style, radius: 3)
      }
      return Panel(
        title: facet.title, x: axes.x, y: axes.y, marks: [path] + points,
        legendTitle: source.title(of: "colour", in: dataset.offer))
    }
  }

  private static func weights(_ dataset: Dataset, _ cell: Int) -> (variance: Double, bias: Double)? {
    guard let share = dataset.mean(of: "effectiveSampleShare", cell: cell), share > 0,
      let lag = dataset.mean(of: "meanLag", cell: cell)
    else { return nil }
    return (1 / share, 1 - 2 * lag)
  }

  private static func learned(_ dataset: Dataset, _ cell: Int) -> (variance: Double, bias: Double)? {
    guard let target = dataset.curves("targetMemory", cell: cell).first else { return nil }
    let learned = dataset.curves("learnedMemory", cell: cell).filter { $0.x == target.x }
    guard learned.count > 1 else { return nil }
    var (variance, bias, size) = (0.0, 0.0, 0.0)
    for lag in target.y.indices where 2 * lag > target.y.count {
      let values = learned.map { $0.y[lag] }
      let centre = mean(values)
      variance += values.reduce(0) { $0 + ($1 - centre) * ($1 - centre) } / Double(values.count - 1)
      bias += (centre - target.y[lag]) * (centre - target.y[lag])
      size += target.y[lag] * target.y[lag]
    }
    return size > 0 ? (variance / size, bias / size) : nil
  }
}
