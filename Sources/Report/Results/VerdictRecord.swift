import Document
import Statistics

/// The verdicts of one build, kept in a file for other builds to be compared with.
package struct VerdictRecord: Codable, Sendable {
  /// How large the build was.
  package var profile: String
  /// Of the chapters, nil outside a repository.
  package var commit: String?
  /// How many training runs it rests on.
  package var runs: Int
  var statements: [Manifest.Judgement]

  package init(_ manifest: Manifest) {
    profile = manifest.request.profile
    commit = manifest.provenance.commit
    runs = manifest.experiments.reduce(0) { $0 + $1.computed }
    statements = (manifest.theorems + manifest.claims).map { statement in
      var statement = statement
      (statement.settings, statement.evidence) = (nil, nil)
      (statement.numbers, statement.seconds) = (nil, nil)
      return statement
    }
  }

  /// A finding beside what a record says of the same statement, nil where it does not know it.
  package struct Pair {
    package var finding: Finding
    package var recorded: Manifest.Judgement?

    package var agreement: Agreement { Agreement(finding.verdict, recorded?.verdict) }
  }

  package func pairs(with findings: [Finding]) -> [Pair] {
    let known = Dictionary(statements.map { ($0.id, $0) }) { first, _ in first }
    return findings.map { Pair(finding: $0, recorded: known[$0.id]) }
  }

  /// How a verdict here and that of a record go together.
  package enum Agreement {
    case same, decidedThere, decidedHere, opposite, unknown

    init(_ here: Verdict, _ recorded: Verdict?) {
      switch (here, recorded) {
      case (_, nil): self = .unknown
      case (let here, let there?) where here == there: self = .same
      case (.undecided, _): self = .decidedThere
      case (_, .undecided): self = .decidedHere
      default: self = .opposite
      }
    }
  }
}

extension Manifest.Judgement {
  /// The number that decided, nil where there was none.
  package var number: Estimate? {
    estimate.map { Estimate($0, lower: interval.lower, upper: interval.upper, count: n) }
  }
}
