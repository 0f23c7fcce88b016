import Basics
import Plot
import Results
import Settings
import Statistics

/// `claims(of: [less-on-long-lags, less-than-masking])`: the ratios that claims rest on, as a forest on one axis.
package struct ClaimsFigure: FigureKind {
  package static let name = "claims"
  package static let summary =
    "draws the ratios that claims rest on, with their intervals, on one axis: by default those of all claims of a family"

  private enum Order: String, CaseIterable { case estimate, book }

  private let labels: [Value]
  private let order: Order

  package init(settings: Settings) {
    labels = settings.names(
      "of", default: "", allowed: "labels of claims", help: "which claims; by default all that are judged in families"
    ).filter { $0.given != nil }
    order = settings.choice(
      "order", default: .estimate, help: "the order of the rows: by estimate, least first, or as in the book")
  }

  package var inputs: Inputs {
    labels.isEmpty ? Inputs(readsEveryVerdict: true) : Inputs(verdicts: labels.map(\.description))
  }

  package var remark: String? {
    "Of a claim that says more the inverse ratio is drawn, so that left of 1 speaks for each claim. Thick lines: the interval of each claim alone; thin lines: the interval that decides it in its family; an arrow: it goes on. Grey: undecided. Shaded: what a claim of equality allows."
  }

  package func check(among offers: [String: Offer]) -> [SettingProblem] { [] }

  package func check(judged: Set<String>) -> [SettingProblem] {
    labels.filter { !judged.contains($0.description) }.map { label in
      SettingProblem(
        "no theorem or claim is called '\(label)'",
        remedy: Suggestion.remedy(for: label.description, among: Array(judged)), kind: .unresolved, span: label.span)
    }
  }

  package func panels(from datasets: [String: Dataset], styles: SeriesStyles) -> [Panel] {
    panels(from: datasets, verdicts: [], styles: styles)
  }

  package func panels(
    from datasets: [String: Dataset], verdicts: [DrawnVerdict], styles: SeriesStyles
  ) -> [Panel] {
    var forest = Forest(rows: [], ratios: [])
    for verdict in sorted(chosen(verdicts)) {
      let isKnown = verdict.alone != nil
      if let alone = verdict.alone, let decisive = verdict.decisive {
        var style = Style(slot: .target)
        if verdict.verdict == .undecided { style.ink = .muted }
        forest.ratios.append(
          Forest.Ratio(
            row: forest.rows.count, alone: verdict.wantsMore ? alone.inverted : alone,
            corrected: verdict.wantsMore ? decisive.inverted : decisive, style: style,
            allowed: verdict.allowed))
      }
      let words = isKnown ? verdict.verdict.rawValue : "\(verdict.verdict.rawValue), no ratio"
      forest.rows.append(Forest.Row(name: "\(words): \(verdict.title)"))
    }
    let title = Forest.Title(
      words: "ratio of the two sides of the claim", ends: Axis.Ends(less: "for the claim", more: "against it"))
    return [forest.panel(title: "", title, domain: Forest.domain(of: [forest]))]
  }

  /// The claims that were named, else those of families, else all.
  private func chosen(_ verdicts: [DrawnVerdict]) -> [DrawnVerdict] {
    if !labels.isEmpty {
      return labels.compactMap { label in verdicts.first { $0.id == label.description } }
    }
    let primary = verdicts.filter(\.isPrimary)
    return primary.isEmpty ? verdicts.filter { $0.isClaim && $0.alone != nil } : primary
  }

  private func sorted(_ verdicts: [DrawnVerdict]) -> [DrawnVerdict] {
    guard order == .estimate else { return verdicts }
    func place(_ verdict: DrawnVerdict) -> Double {
      guard let value = verdict.alone?.value else { return .infinity }
      return verdict.wantsMore ? 1 / value : value
    }
    return verdicts.enumerated().sorted { (place($0.element), $0.offset) < (place($1.element), $1.offset) }
      .map(\.element)
  }

  package func arrange(_ figure: inout Figure) {
    Forest.arrange(&figure, marksPerRow: 1)
  }
}
