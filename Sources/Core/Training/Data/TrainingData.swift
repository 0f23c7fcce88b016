import Numerics
import Settings

/// What a run learns from.
package protocol TrainingData: Catalogued, Sendable {
  /// Why `run` cannot learn from it; nil by default, since most data suit every run.
  func flaw(for run: TrainingRun) -> (message: String, remedy: String)?
  /// Sequences that a step of `run` goes through; by default its batch.
  func sequences(for run: TrainingRun) -> Int
  /// Bytes that are kept beside those of a step; by default none. Data that are kept from step to step must say so, since a run
  /// that needs too much memory is refused by this number.
  func bytes(for run: TrainingRun) -> Int
  /// The error of `run` and its gradient, step after step.
  func source(for run: TrainingRun, _ workers: Workers) -> any GradientSource
}

extension TrainingData {
  package func flaw(for run: TrainingRun) -> (message: String, remedy: String)? { nil }
  package func sequences(for run: TrainingRun) -> Int { run.batch }
  package func bytes(for run: TrainingRun) -> Int { 0 }
}

/// The error of each step and its gradient, with everything allocated once.
package protocol GradientSource: AnyObject {
  /// What the data of the next steps depend on.
  var place: DataPlace { get set }
  /// E at `parameters` on the data of the next step, with ∂E/∂θ written to `gradient`.
  func evaluate(_ parameters: [Float], gradient: inout [Float]) -> Double
}

/// A place in the data of a run.
package struct DataPlace: Codable, Sendable {
  package var generator: Generator
  /// The order in which a fixed set is gone through, and the next place in it.
  var order: [Int] = []
  var next = 0

  package init(_ generator: Generator) { self.generator = generator }
}

extension Catalogue where Element == any TrainingData {
  /// Every kind of data, one line each.
  package static let data = Catalogue(
    "kind of data",
    [
      Entry(FreshData.self) { $0 },
      Entry(FixedData.self) { $0 },
      Entry(PopulationData.self) { $0 },
    ])
}
