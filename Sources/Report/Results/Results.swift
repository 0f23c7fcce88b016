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

  /// How many results are not computed yet.
  var holes: Int { outcomes.values.count { $0.isHole } }

  /// What a reader must know first where results are not computed yet.
  var holeNote: [Block<Final>] {
    if holes == 0 { return [] }
    let sentence =
      "\(holes) of \(Words.count(outcomes.count, "result")) are not computed yet. Numbers, figures and statements that rest on "
      + "them say so, and no verdict is given on a part of the data."
    return [
      .box(
        Box(
          kind: "warning", id: "", title: "A partial report", name: [], verdict: nil,
          body: [.paragraph([.text(sentence)])]))
    ]
  }
}
