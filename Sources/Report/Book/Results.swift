import Basics
import Document
import Jobs
import Programs
import Results
import Store

/// Everything that was computed for a report.
package struct Results: Sendable {
  /// Outcomes by description of the job.
  package let outcomes: [String: Outcome]
  /// Datasets by label of their directive.
  package private(set) var datasets: [String: Dataset]
  /// The verdicts on theorems and claims, in the order of the book.
  package private(set) var findings: [Finding] = []
  /// What directives add to the manifest, in the order of the book.
  package private(set) var entries = Manifest.Entries()
  /// Labels of what waits for results and has the dataset of `before`, where that had one.
  package private(set) var outdated: Set<String> = []
  /// Labels of directives of whose runs only numbers are known, so that their curves cannot be drawn.
  let withoutCurves: Set<String>

  /// A directive for which jobs have no outcome yet keeps its dataset of `before`; what takes long to find of the verdicts is
  /// kept in `store`.
  package init(
    of directives: [any Directive], outcomes: [String: Outcome], before: Results? = nil,
    withoutCurves: Set<String> = [], store: Store? = nil
  ) {
    self.outcomes = outcomes
    self.withoutCurves = withoutCurves
    let made = directives.concurrentMap { directive -> (isOutdated: Bool, dataset: Dataset?) in
      guard let label = directive.call.label else { return (false, nil) }
      let isOutdated = directive.jobs.contains { outcomes[$0.description] == nil }
      let kept = isOutdated ? before?.datasets[label] : nil
      return (isOutdated, kept ?? directive.dataset(from: outcomes))
    }
    var own: [String: Dataset] = [:]
    for (directive, made) in zip(directives, made) {
      guard let label = directive.call.label else { continue }
      if made.isOutdated { outdated.insert(label) }
      if let dataset = made.dataset { own[label] = dataset }
    }
    let datasets = own
    let summaries = directives.concurrentMap { directive in
      directive.call.label.flatMap { label in directive.summary(of: datasets).map { (label, $0) } }
    }
    self.datasets = datasets.merging(summaries.compactMap(\.self)) { own, _ in own }
    let measured = self
    findings = directives.concurrentMap { $0.finding(in: measured) }.compactMap(\.self).judgedInFamilies()
    let reflections = directives.compactMap { directive in
      directive.call.label.flatMap { label in directive.reflection(on: findings, keptIn: store).map { (label, $0) } }
    }
    self.datasets.merge(reflections) { own, _ in own }
    let judged = self
    for added in directives.concurrentMap({ $0.entries(in: judged) }) { entries.append(added) }
  }

  /// The verdict on the theorem or claim with a label.
  package func finding(_ label: String?) -> Finding? { findings.first { $0.id == label } }

  /// What the manifest says of an experiment.
  func experiment(_ label: String) -> Manifest.Experiment? { experiments.first { $0.id == label } }

  /// What the manifest says of all experiments.
  var experiments: [Manifest.Experiment] { entries.experiments }

  /// How many results are not computed yet.
  package var holes: Int { outcomes.values.count { $0.isHole } }

  /// What a reader must know first where results are not computed yet.
  func holeNote(in language: Language) -> [Block<Final>] {
    if holes == 0 { return [] }
    let sentence =
      language("{1} of {2} are not computed yet.", String(holes), language.count(outcomes.count, "result")) + " "
      + language[
        "Numbers, figures and statements that rest on them say so, and no verdict is given on a part of the data."]
    let refused = outcomes.values.count { $0.failure?.isRefusal == true }
    let (runs, way) = (language.count(refused, "run"), language[ProgramRefusal.remedy])
    let remedy =
      switch refused {
      case 0: ""
      case 1: " " + language("{1} of programs was not made: {2}.", runs, way)
      default: " " + language("{1} of programs were not made: {2}.", runs, way)
      }
    return [
      .box(
        Box(
          kind: "warning", id: "", title: language["A partial report"], name: [], verdict: nil,
          body: [.paragraph([.text(sentence + remedy)])]))
    ]
  }
}
