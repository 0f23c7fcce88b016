import Core

/// `report.json`: for each directive its settings, keys, results and verdicts.
struct Manifest: Codable, Sendable {
  struct Chapter: Codable, Sendable {
    var id: String
    var number: String?
    var title: String
  }

  /// A theorem or a claim.
  struct Judgement: Codable, Sendable {
    struct Interval: Codable, Sendable {
      var lower: Double?
      var upper: Double?
    }

    var id: String
    var verdict: Verdict
    var quantity: String
    var estimate: Double?
    var interval: Interval
    var n: Int
    /// The level of the interval; none where the estimate is exact.
    var level: Double?
    /// The claims that are judged together with it.
    var family: String?
    /// The p-value by which it takes its place among them.
    var probability: Double?
    /// How many runs that it rests on are not computed yet, where it is not judged for that reason.
    var holes: Int?
    /// The settings of a check with all defaults, none for a claim.
    var settings: String?
    /// The checks of a theorem, none for a claim.
    var evidence: [TheoremCheck.Evidence]?
    /// The numbers of a theorem's check that chapters may cite, none for a claim.
    var numbers: [String: Double]?
    /// How long the check of a theorem took, none for a claim.
    var seconds: Double?

    init(_ finding: Finding, settings: String? = nil, check: TheoremCheck? = nil, seconds: Double? = nil) {
      self.settings = settings
      self.seconds = seconds
      (evidence, numbers) = (check?.evidence, check?.numbers)
      func finite(_ number: Double) -> Double? { number.isFinite ? number : nil }
      id = finding.id
      verdict = finding.verdict
      quantity = finding.quantity
      estimate = finite(finding.estimate.value)
      interval = Interval(lower: finite(finding.estimate.lower), upper: finite(finding.estimate.upper))
      n = finding.estimate.count
      if let inference = finding.inference, !finding.isExact {
        (level, family) = (inference.level, inference.family)
        probability = finite(inference.probability)
      }
      holes = finding.holes > 0 ? finding.holes : nil
    }
  }

  struct Experiment: Codable, Sendable {
    struct Run: Codable, Sendable {
      /// The values along the axes of the grid.
      var cell: [String: String]
      var settings: String
      var seed: Int
      var key: String
      var seconds: Double
      /// "finished", "diverged after 12 steps: …", or why the run failed.
      var outcome: String
      var numbers: [String: Double]
      /// The trials of the search for the learning rate.
      var search: [SearchTrial]?
      var warnings: [String]?
    }

    var id: String
    var settings: [String: [String]]
    var seeds: [Int]
    /// The digest of the keys of all runs.
    var key: String
    /// Sum over the runs.
    var seconds: Double
    var results: [Run]

    /// How many of the runs were made.
    var computed: Int { results.count { $0.outcome != JobFailure.notComputed.reason } }
  }

  struct Figure: Codable, Sendable {
    var id: String
    var number: String
    var files: [String]
  }

  /// What one directive adds.
  enum Entry: Sendable {
    case experiment(Experiment)
    case theorem(Judgement)
    case claim(Judgement)
  }

  /// A file that was read for the report.
  struct Source: Codable, Sendable {
    /// The path from the folder of the chapters, or of the project for what lies beside it.
    var path: String
    /// The SHA-256 of its bytes.
    var digest: String
  }

  var title: String
  /// The command that made the report, with all that changes a number.
  var request: BuildRequest
  var formats: [String]
  var provenance: Provenance
  /// Every file that was read: chapters, included files, bibliographies and records.
  var sources: [Source] = []
  var chapters: [Chapter]
  var experiments: [Experiment] = []
  var theorems: [Judgement] = []
  var claims: [Judgement] = []
  var figures: [Figure]
}
