import Document
import Plot
import Results
import Statistics

extension Resolver {
  /// Statements with their verdicts, what they rest on and where that is; nothing for no statement.
  func table(of findings: [Finding]) -> [Block<Final>] {
    if findings.isEmpty { return [] }
    let figures = book.directives.filter { type(of: $0).drawsResults }
    let sketches = findings.map { axis.sketch(of: $0) }
    let hasSketches = sketches.contains { $0 != nil }
    let rows = zip(findings, sketches).map { finding, sketch -> [[Inline<Final>]] in
      let labels = finding.sources.isEmpty ? [finding.id] : finding.sources
      let figure = figures.first { !$0.inputs.results.isDisjoint(with: labels) }?.call.label
      let sources = (labels + [figure].compactMap { $0 }).map { [link(to: $0)] }
      let start: [[Inline<Final>]] = [statement(finding), [.verdict(finding.verdict)]]
      let picture: [[Inline<Final>]] = hasSketches ? [sketch.map { [Inline<Final>.sketch($0)] } ?? []] : []
      let evidence: [Inline<Final>] = Array(sources.joined(separator: [.text(", ")]))
      let end: [[Inline<Final>]] = [
        [.text(finding.text(in: language))], [.text(language[finding.basis])], evidence,
      ]
      return start + picture + end
    }
    let heads: [[Inline<Final>]] =
      ["Statement", "Verdict"].map(head) + (hasSketches ? [[.sketch(axis.picture)]] : [])
      + ["Estimate", "n", "Evidence"].map(head)
    let alignments: [Table<Final>.Alignment] = [.left, .left] + (hasSketches ? [.left] : []) + [.left, .right, .left]
    return [.table(Table(alignments: alignments, header: heads, rows: rows))]
  }

  private var language: Language { book.index.language }

  private func head(_ word: String) -> [Inline<Final>] { [.text(language[word])] }

  /// Findings beside what a record says of the same statements.
  func table(of pairs: [VerdictRecord.Pair]) -> [Block<Final>] {
    if pairs.isEmpty { return [] }
    let rows = pairs.map { pair -> [[Inline<Final>]] in
      let recorded = pair.recorded.map { verdict($0.verdict, $0.number?.text ?? "") }
      return [
        statement(pair.finding), verdict(pair.finding.verdict, pair.finding.text(in: language)),
        recorded ?? head("not recorded"),
      ]
    }
    let header = ["Statement", "Here", "In the record"]
    return [
      .table(Table(alignments: [.left, .left, .left], header: header.map(head), rows: rows))
    ]
  }

  private func verdict(_ verdict: Verdict, _ text: String) -> [Inline<Final>] {
    [.verdict(verdict), .text(" \(text)")]
  }

  /// What a finding is about, with a link to it.
  func statement(_ finding: Finding) -> [Inline<Final>] {
    let name = inlines(finding.title).withoutNotes
    return [link(to: finding.id)] + (name.isEmpty ? [] : [.text(": ")] + name)
  }

  /// The name of what a label stands for, as a link to it.
  private func link(to label: String) -> Inline<Final> {
    guard let target = book.index.targets[label] else { return .text(label) }
    return .link(destination: "#\(target.anchor)", title: "", [.text(target.title(in: language))])
  }
}

extension Finding {
  /// The estimate and what it is of.
  func text(in language: Language) -> String {
    if holes == 0 { return "\(language[quantity]) \(estimate.text(in: language))" }
    return language[isRefused ? JobFailure.shortRefusal : JobFailure.notComputed.reason]
  }

  /// How many seeds or trials the estimate rests on; "exact" for a number that is known without error.
  var basis: String {
    if holes > 0 { return "–" }
    let isExact = isExact || (kind == .theorem && estimate.count == 1)
    return isExact && estimate.value.isFinite ? "exact" : String(estimate.count)
  }

  /// Which ratios speak for what is proposed: those with which the claim holds, or those with which it does not.
  fileprivate var favoured: IntervalSketch.Favoured {
    let stated: IntervalSketch.Favoured =
      switch (bounds.lower, bounds.upper) {
      case (nil, .some): .less
      case (.some, nil): .more
      default: .neither
      }
    return switch inference?.comparison.stance {
    case .for: stated
    case .against: stated.opposite
    case .neither, nil: .neither
    }
  }

  /// Whether its estimate is a ratio, which is shown on the axis of the book.
  fileprivate var isRatio: Bool { holes == 0 && inference?.comparison.scale == .ratio && estimate.value.isFinite }
}

extension [Finding] {
  /// An axis that holds the intervals of all ratios, as far as one can.
  var intervalAxis: IntervalAxis {
    IntervalAxis(holding: filter(\.isRatio).flatMap { [$0.estimate.lower, $0.estimate.upper] })
  }
}

extension IntervalAxis {
  /// The estimate of a finding beside what its statement allows; nil if it is not a ratio.
  func sketch(of finding: Finding) -> IntervalSketch? {
    guard finding.isRatio else { return nil }
    return sketch(
      of: finding.estimate, favoured: finding.favoured, least: finding.bounds.lower, greatest: finding.bounds.upper)
  }

  /// A ratio with its interval; nil if there is none.
  func sketch(
    of ratio: Estimate, favoured: IntervalSketch.Favoured, least: Double? = nil, greatest: Double? = nil
  ) -> IntervalSketch? {
    guard ratio.value.isFinite, ratio.value > 0 else { return nil }
    return IntervalSketch(
      axis: self,
      ratio: .init(
        value: ratio.value, lower: ratio.lower, upper: ratio.upper, least: least, greatest: greatest,
        favoured: favoured))
  }
}
