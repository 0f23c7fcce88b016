/// Everything that was computed for a report.
struct Results: Sendable {
  /// Outcomes by description of the job.
  let outcomes: [String: Outcome]
  /// Datasets by label of their directive.
  let datasets: [String: Dataset]
  /// The verdicts on theorems and claims, in the order of the book.
  private(set) var findings: [Finding] = []

  init(of directives: [any Directive], outcomes: [String: Outcome]) {
    self.outcomes = outcomes
    var datasets: [String: Dataset] = [:]
    for directive in directives {
      if let label = directive.call.label, let dataset = directive.dataset(from: outcomes) { datasets[label] = dataset }
    }
    let summaries = directives.compactMap { directive in
      directive.call.label.flatMap { label in directive.summary(of: datasets).map { (label, $0) } }
    }
    self.datasets = datasets.merging(summaries) { own, _ in own }
    findings = directives.compactMap { $0.finding(in: self) }
  }
}
