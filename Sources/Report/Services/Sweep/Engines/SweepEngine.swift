/// What a sweep is handed to, by the name that `--engine` takes.
package protocol SweepEngine: Sendable, SendableMetatype {
  /// The word for --engine, `slurm`.
  static var name: String { get }
  /// One sentence, in lower case and without a full stop.
  static var summary: String { get }
  init()
  /// How many jobs an array may have; by default what the site says.
  func arraySize(_ site: ClusterSite) -> Int
  /// Checks that jobs can be submitted here; by default they always can.
  ///
  /// - Throws: `SweepProblem` that says what is missing.
  func check() throws
  /// Submits the jobs, or writes them down; returns the text for standard output, and a sentence for the person.
  func submit(_ submission: SweepSubmission) throws -> (output: String, remark: String)
}

extension SweepEngine {
  package func arraySize(_ site: ClusterSite) -> Int { site.arraySize }
  package func check() throws {}
}

/// Every engine.
package enum SweepEngines {
  package static let all: [any SweepEngine.Type] = [SlurmEngine.self, PrintEngine.self, KubernetesEngine.self]
}
