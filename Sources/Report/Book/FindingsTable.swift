import Document
import Plot
import Results
import Statistics

extension Resolver {
  /// Statements with their verdicts, what they rest on and where that is; nothing for no statement.
  func table(of findings: [Finding]) -> [Block<Final>] {
    if findings.isEmpty { return [] }
    let figures = book.directives.filter { type(of: $0).drawsResults }
    let rows = findings.map { finding -> [[Inline<Final>]] in
      let labels = finding.sources.isEmpty ? [finding.id] : finding.sources
      let figure = figures.first { !$0.inputs.results.isDisjoint(with: labels) }?.call.label
      let sources = (labels + [figure].compactMap { $0 }).map { [link(to: $0)] }
      return [
        statement(finding), [.verdict(finding.verdict)],
        finding.holes > 0 ? [] : [.sketch(IntervalSketch(finding))],
        [.text(finding.text)],
        [.text(finding.isExact ? "exact" : String(finding.estimate.count))],
        Array(sources.joined(separator: [.text(", ")])),
      ]
    }
    return [
      .table(
        Table(
          alignments: [.left, .left, .left, .left, .right, .left],
          header: ["Statement", "Verdict", "Interval", "Estimate", "n", "Evidence"].map { [.text($0)] }, rows: rows))
    ]
  }

  /// Findings beside what a record says of the same statements.
  func table(of pairs: [VerdictRecord.Pair]) -> [Block<Final>] {
    if pairs.isEmpty { return [] }
    let rows = pairs.map { pair -> [[Inline<Final>]] in
      let recorded = pair.recorded.map { verdict($0.verdict, $0.number?.text ?? "") }
      return [
        statement(pair.finding), verdict(pair.finding.verdict, pair.finding.text), recorded ?? [.text("not recorded")],
      ]
    }
    let header = ["Statement", "Here", "In the record"]
    return [
      .table(Table(alignments: [.left, .left, .left], header: header.map { [.text($0)] }, rows: rows))
    ]
  }

  private func verdict(_ verdict: Verdict, _ text: String) -> [Inline<Final>] {
    [.verdict(verdict), .text(" \(text)")]
  }

  /// What a finding is about, with a link to it.
  func statement(_ finding: Finding) -> [Inline<Final>] {
    let name = inlines(finding.title)
    return [link(to: finding.id)] + (name.isEmpty ? [] : [.text(": ")] + name)
  }

  /// The name of what a label stands for, as a link to it.
  private func link(to label: String) -> Inline<Final> {
    guard let target = book.index.targets[label] else { return .text(label) }
    return .link(destination: "#\(target.anchor)", title: "", [.text(target.title)])
  }
}

extension Finding {
  /// The estimate and what it is of.
  fileprivate var text: String {
    holes > 0 ? JobFailure.notComputed.reason : "\(quantity) \(estimate.text)"
  }
}

extension IntervalSketch {
  /// The estimate of a finding beside what its statement allows.
  fileprivate init(_ finding: Finding) {
    let (estimate, bounds) = (finding.estimate, finding.bounds)
    self.init(
      value: estimate.value, lower: estimate.lower, upper: estimate.upper, least: bounds.lower, greatest: bounds.upper)
  }
}
