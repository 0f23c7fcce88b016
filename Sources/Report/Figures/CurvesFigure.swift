import Plot
import Results
import Settings
import Statistics
import Theorems

/// `curves(of: bias, curve: profile)`: curves as they were computed, a line for each cell, with a band over the seeds.
package struct CurvesFigure: FigureKind {
  package static let name = "curves"
  package static let summary = "draws curves of a directive, a line for each value and a panel for each facet"

  /// How a curve is drawn.
  private enum Look: String, CaseIterable { case line, step, area, point }

  /// The colours of several curves of which none is said to be like a value.
  private enum Palette: String, CaseIterable { case distinct, ordered }

  private let source: CurveSource
  private let drawn: [Value]
  /// What the author calls the curves; empty for their own names.
  private let names: [String]
  /// The values that the curves stand for; empty where the author says nothing.
  package let models: [Value]
  private let palette: Palette
  /// The two curves that bound an interval about the first; empty without one.
  private let band: [Value]
  private let baseline: PairedRatio?
  /// One for each curve, or one for all; none for lines.
  private let looks: [Look]
  private let scales: (x: ScaleKind, y: ScaleKind)
  private let shown: ClosedRange<Double>?

  package init(settings: Settings) {
    source = CurveSource(settings)
    drawn = settings.names(
      "curve", default: "trainingCurve", allowed: "the name of a curve or a list of such",
      help: "which curves are drawn")
    let names = settings.texts("names", example: "[\"before\", \"after\"]", help: "what several curves are called")
    self.names = names.compactMap { if case .string(let name) = $0.kind { name } else { nil } }
    models = settings.choices(
      "like", help: "the value that each curve stands for, such as an error, whose look it takes; or none")
    palette = settings.choice(
      "colours", default: .distinct,
      help: "the colours of several curves: distinct, or ordered from pale to strong, for curves of a number that rises"
    )
    band = settings.names(
      "band", default: "", allowed: "the names of two curves", help: "the ends of an interval about the first curve"
    ).filter { $0.given != nil }
    if !band.isEmpty, band.count != 2 {
      settings.report(
        SettingProblem(
          "a band has two ends", remedy: "name two curves, as in band: [lower, upper]", kind: .incompatible,
          span: settings.span))
    }
    baseline = settings.choice("baseline", help: "the value whose curves the others are divided by, seed by seed").map {
      PairedRatio(baseline: $0)
    }
    looks = settings.words(
      "mark", among: Look.allCases.map(\.rawValue), help: "the kind of mark, line by default, or one for each curve"
    ).compactMap(Look.init)
    scales = (
      settings.scale("x", help: "scale of the horizontal axis"), settings.scale("y", help: "scale of the vertical axis")
    )
    shown = settings.range("y-range", help: "what the vertical axis shows; what lies beyond is cut off and marked")
    checkCounts(names.count, settings)
  }

  /// Notes lists that are not as long as that of the curves.
  private func checkCounts(_ names: Int, _ settings: Settings) {
    let lists = [
      (names, "name"), (models.count, "value to be like"), (looks.count > 1 ? looks.count : 0, "kind of mark"),
    ]
    for (count, noun) in lists where count > 0 && count != drawn.count {
      let words = noun.replacing("name", with: "names").replacing("value", with: "values").replacing(
        "kind", with: "kinds")
      settings.report(
        SettingProblem(
          "\(drawn.count == 1 ? "1 curve has" : "\(drawn.count) curves have") \(count) \(words)",
          remedy: "give each curve a \(noun)", kind: .incompatible,
          span: settings.span))
    }
  }

  package var inputs: Inputs {
    Inputs(results: [source.id.description], curves: Set((drawn + band).map(\.description)))
  }

  package func check(among offers: [String: Offer]) -> [SettingProblem] {
    let mistakes = baseline?.check(offers[source.id.description], of: source.id) ?? []
    if !mistakes.isEmpty { return mistakes }
    let problems = source.check(among: offers, curves: drawn + band)
    if !problems.isEmpty || offers.values.contains(where: \.isUnknown) { return problems }
    return models.filter { $0.head != "none" && !SeriesStyles.isKnown($0, among: Array(offers.values)) }.map { value in
      SettingProblem(
        "no axis of the book has the value '\(value)'",
        remedy: "name a value of an experiment or of a table of sensitivities", kind: .unresolved, span: value.span)
    }
  }

  package func panels(from datasets: [String: Dataset], styles: SeriesStyles) -> [Panel] {
    guard let dataset = datasets[source.id.description] else { return [] }
    let known = drawn.compactMap { curve in dataset.offer.curves[curve.description].map { (curve.description, $0) } }
    guard let axes = known.first?.1 else { return [] }
    let own = ownStyles(known, styles)
    let words = baseline.map { "\(axes.y), ratio to \(SeriesStyles.name(of: $0.baseline))" } ?? axes.y
    var panels = source.panels(
      dataset, x: Axis(axes.x, scale: scales.x), y: Axis(words, scale: scales.y, domain: shown), styles: styles
    ) { cell, style in
      known.enumerated().flatMap { position, curve in
        let marks = marks(
          curves(curve.0, cell: cell, in: dataset), own.isEmpty ? style : own[position],
          looks.count > 1 ? looks[position] : looks.first ?? .line)
        return position == 0 ? interval(cell, dataset, own.first ?? style) + marks : marks
      }
    }
    for index in panels.indices {
      if !own.isEmpty { panels[index].legendTitle = "" }
      if baseline != nil { panels[index].marks.insert(Plot.Rule(.horizontal(1)), at: 0) }
    }
    return panels
  }

  /// Curves that others are held against, which look alike in every figure.
  private static let targets: Set<String> = ["targetMemory", "observed"]

  /// The style of each of several curves, or of one that stands for a value; none where the axes say how they look.
  private func ownStyles(_ curves: [(String, Curve)], _ looks: SeriesStyles) -> [Style] {
    guard curves.count > 1 || !models.isEmpty else { return [] }
    var styles = curves.indices.map { index -> (style: Style, isGiven: Bool) in
      var style = Style(slot: .series(index + 1))
      var isGiven = false
      if models.indices.contains(index), let like = looks.style(like: models[index]) {
        style = like
        isGiven = looks.has(models[index])
      } else if Self.targets.contains(curves[index].0) {
        style.slot = .target
      } else if palette == .ordered {
        style.ink = .ordered(at: index, of: curves.count)
      }
      style.series = names.indices.contains(index) ? names[index] : curves[index].1.summary
      return (style, isGiven)
    }
    // What the book has keeps its dashes; the others take such as are left.
    var taken = styles.filter(\.isGiven).map(\.style.slot.dash)
    for index in styles.indices where !styles[index].isGiven && styles[index].style.slot != .target {
      let ink = styles[index].style.colour
      let free = (1...Slot.mostSeries).first { !taken.contains(Slot.series($0).dash) }
      if taken.contains(styles[index].style.slot.dash), let free { styles[index].style.slot = .series(free) }
      styles[index].style.ink = ink
      taken.append(styles[index].style.slot.dash)
    }
    return styles.map(\.style)
  }

  /// The curves of a cell, or their ratios to those of the baseline; none of the baseline itself.
  private func curves(_ name: String, cell: Int, in dataset: Dataset) -> [Series] {
    guard let baseline else { return dataset.curves(name, cell: cell) }
    guard let base = baseline.counterpart(of: cell, in: dataset.offer), base != cell else { return [] }
    return (0..<dataset.offer.sampleCount).compactMap { sample in
      guard let own = dataset.curves(cell: cell, sample: sample)[name],
        let other = dataset.curves(cell: base, sample: sample)[name], own.x == other.x
      else { return nil }
      return Series(x: own.x, y: zip(own.y, other.y).map { $1 == 0 ? .nan : $0 / $1 })
    }
  }

  /// The band about the first curve.
  private func interval(_ cell: Int, _ dataset: Dataset, _ style: Style) -> [any Mark] {
    guard band.count == 2, let low = SeedBand.mean(of: dataset.curves(band[0].description, cell: cell)),
      let high = SeedBand.mean(of: dataset.curves(band[1].description, cell: cell)), low.x == high.x
    else { return [] }
    return [Band(x: low.x, low: low.y, high: high.y, style: style)]
  }

  private func marks(_ curves: [Series], _ style: Style, _ look: Look) -> [any Mark] {
    guard let mean = SeedBand.mean(of: curves) else { return [] }
    switch look {
    case .line: return SeedBand.marks(for: curves, style: style)
    case .step: return [Step(x: mean.x, y: mean.y, style: style)]
    case .area: return [Area(x: mean.x, y: mean.y, style: style)]
    case .point: return [Point(x: mean.x, y: mean.y, style: style)]
    }
  }
}
