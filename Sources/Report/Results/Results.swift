/// Everything that was computed for a report.
struct Results: Sendable {
  /// Outcomes by description of the job.
  let outcomes: [String: Outcome]
  /// Datasets by label of their directive.
  let datasets: [String: Dataset]
  /// The verdicts on theorems and claims, in the order of the book.
  private(set) var findings: [Finding] = []
  /// What directives add to the manifest, in the order of the book.
  private(set) var entries: [Manifest.Entry] = []
  /// Labels of what waits for results and has the dataset of `before`, where that had one.
  private(set) var outdated: Set<String> = []

  /// A directive for which jobs have no outcome yet keeps its dataset of `before`.
  init(of directives: [any Directive], outcomes: [String: Outcome], before: Results? = nil) {
    self.outcomes = outcomes
    var datasets: [String: Dataset] = [:]
    for directive in directives {
      guard let label = directive.call.label else { continue }
      if directive.jobs.contains(where: { outcomes[$0.description] == nil }) { outdated.insert(label) }
      let kept = outdated.contains(label) ? before?.datasets[label] : nil
      if let dataset = kept ?? directive.dataset(from: outcomes) { datasets[label] = dataset }
    }
    let summaries = directives.compactMap { directive in
      directive.call.label.flatMap { label in directive.summary(of: datasets).map { (label, $0) } }
    }
    self.datasets = datasets.merging(summaries) { own, _ in own }
    findings = directives.compactMap { $0.finding(in: self) }
    entries = directives.compactMap { $0.entry(in: self) }
  }

  /// What the manifest says of an experiment.
  func experiment(_ label: String) -> Manifest.Experiment? { experiments.first { $0.id == label } }

  /// What the manifest says of all experiments.
  var experiments: [Manifest.Experiment] {
    entries.compactMap { if case .experiment(let experiment) = $0 { experiment } else { nil } }
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
