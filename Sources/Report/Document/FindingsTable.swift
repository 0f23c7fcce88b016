import Core
import Plot

extension Resolver {
  /// Statements with their verdicts, what they rest on and where that is; nothing for no statement.
  func table(of findings: [Finding]) -> [Block<Final>] {
    if findings.isEmpty { return [] }
    let figures = book.directives.compactMap { $0 as? FigureDirective }
    let rows = findings.map { finding -> [[Inline<Final>]] in
      let name = inlines(finding.title)
      let labels = finding.sources.isEmpty ? [finding.id] : finding.sources
      let figure = figures.first { !$0.sources.isDisjoint(with: labels) }?.call.label
      let sources = (labels + [figure].compactMap { $0 }).map { [link(to: $0)] }
      return [
        [link(to: finding.id)] + (name.isEmpty ? [] : [.text(": ")] + name), [.verdict(finding.verdict)],
        [.sketch(IntervalSketch(finding))],
        [.text(finding.holes > 0 ? "not computed yet" : "\(finding.quantity) \(finding.estimate.text)")],
        [.text(String(finding.estimate.count))],
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

  /// The name of what a label stands for, as a link to it.
  private func link(to label: String) -> Inline<Final> {
    guard let target = book.index.targets[label] else { return .text(label) }
    return .link(destination: "#\(target.anchor)", title: "", [.text(target.title)])
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
