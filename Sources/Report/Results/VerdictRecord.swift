import Core

/// The verdicts of one build, kept in a file for other builds to be compared with.
struct VerdictRecord: Codable, Sendable {
  /// How large the build was.
  var profile: String
  /// Of the chapters, nil outside a repository.
  var commit: String?
  /// How many training runs it rests on.
  var runs: Int
  var statements: [Manifest.Judgement]

  init(_ manifest: Manifest) {
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
  struct Pair {
    var finding: Finding
    var recorded: Manifest.Judgement?

    var agreement: Agreement { Agreement(finding.verdict, recorded?.verdict) }
  }

  func pairs(with findings: [Finding]) -> [Pair] {
    let known = Dictionary(statements.map { ($0.id, $0) }) { first, _ in first }
    return findings.map { Pair(finding: $0, recorded: known[$0.id]) }
  }

  /// How a verdict here and that of a record go together.
  enum Agreement {
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
  var number: Estimate? { estimate.map { Estimate($0, lower: interval.lower, upper: interval.upper, count: n) } }
}
