import Document
import Statistics
import Theorems
import Training

/// `report.json`: for each directive its settings, keys, results and verdicts.
package struct Manifest: Codable, Sendable {
  package struct Chapter: Codable, Sendable {
    package var id: String
    package var number: String?
    package var title: String

    package init(id: String, number: String? = nil, title: String) {
      self.id = id
      self.number = number
      self.title = title
    }
  }

  /// A theorem or a claim.
  package struct Judgement: Codable, Sendable {
    struct Interval: Codable, Sendable {
      var lower: Double?
      var upper: Double?
    }

    package var id: String
    package var verdict: Verdict
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
    package var holes: Int?
    /// The settings of a check with all defaults, none for a claim.
    package var settings: String?
    /// The checks of a theorem, none for a claim.
    package var evidence: [TheoremCheck.Evidence]?
    /// The numbers of a theorem's check that chapters may cite, none for a claim.
    package var numbers: [String: Double]?
    /// How long the check of a theorem took, none for a claim.
    package var seconds: Double?

    package init(_ finding: Finding, settings: String? = nil, check: TheoremCheck? = nil, seconds: Double? = nil) {
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

  package struct Experiment: Codable, Sendable {
    package struct Run: Codable, Sendable {
      /// The values along the axes of the grid.
      package var cell: [String: String]
      package var settings: String
      package var seed: Int
      package var key: String
      package var seconds: Double
      /// "finished", "diverged after 12 steps: …", or why the run failed.
      package var outcome: String
      package var numbers: [String: Double]
      /// The trials of the search for the learning rate.
      package var search: [SearchTrial]?
      package var warnings: [String]?

      package init(
        cell: [String: String], settings: String, seed: Int, key: String, seconds: Double, outcome: String,
        numbers: [String: Double], search: [SearchTrial]? = nil, warnings: [String]? = nil
      ) {
        self.cell = cell
        self.settings = settings
        self.seed = seed
        self.key = key
        self.seconds = seconds
        self.outcome = outcome
        self.numbers = numbers
        self.search = search
        self.warnings = warnings
      }
    }

    package var id: String
    package var settings: [String: [String]]
    package var seeds: [Int]
    /// The checksum of the keys of all runs.
    package var key: String
    /// Sum over the runs.
    package var seconds: Double
    package var results: [Run]

    package init(
      id: String, settings: [String: [String]], seeds: [Int], key: String, seconds: Double, results: [Run]
    ) {
      self.id = id
      self.settings = settings
      self.seeds = seeds
      self.key = key
      self.seconds = seconds
      self.results = results
    }

    /// How many of the runs were made.
    package var computed: Int {
      results.count { ![JobFailure.notComputed, .notAllowed].map(\.reason).contains($0.outcome) }
    }
  }

  package struct Figure: Codable, Sendable {
    package var id: String
    package var number: String
    package var files: [String]

    package init(id: String, number: String, files: [String]) {
      self.id = id
      self.number = number
      self.files = files
    }
  }

  /// What directives add.
  package struct Entries: Sendable {
    package var experiments: [Experiment] = []
    package var theorems: [Judgement] = []
    package var claims: [Judgement] = []

    package init(experiments: [Experiment] = [], theorems: [Judgement] = [], claims: [Judgement] = []) {
      self.experiments = experiments
      self.theorems = theorems
      self.claims = claims
    }

    /// Those of `other` behind these.
    package mutating func append(_ other: Entries) {
      experiments += other.experiments
      theorems += other.theorems
      claims += other.claims
    }
  }

  /// A file that was read for the report.
  package struct Source: Codable, Sendable {
    /// The path from the folder of the chapters, or of the project for what lies beside it.
    package var path: String
    /// The SHA-256 of its bytes.
    package var checksum: String

    package init(path: String, checksum: String) {
      self.path = path
      self.checksum = checksum
    }
  }

  var title: String
  /// The command that made the report, with all that changes a number.
  package var request: BuildRequest
  package var formats: [String]
  package var provenance: Provenance
  /// Every file that was read: chapters, included files, bibliographies and records.
  package var sources: [Source]
  package var chapters: [Chapter]
  package var experiments: [Experiment]
  package var theorems: [Judgement]
  package var claims: [Judgement]
  package var figures: [Figure]

  package init(
    title: String, request: BuildRequest, formats: [String], provenance: Provenance, sources: [Source] = [],
    chapters: [Chapter], entries: Entries = Entries(), figures: [Figure]
  ) {
    self.title = title
    self.request = request
    self.formats = formats
    self.provenance = provenance
    self.sources = sources
    self.chapters = chapters
    experiments = entries.experiments
    theorems = entries.theorems
    claims = entries.claims
    self.figures = figures
  }
}
