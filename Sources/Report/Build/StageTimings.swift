import Basics
import Synchronization

/// How long each stage of a build took, for a person who asks where the time goes.
package final class StageTimings: Sendable {
  private let stages = Mutex<[(name: String, duration: Duration)]>([])

  package init() {}

  /// What `body` makes, noting the time that it takes as that of `stage`.
  package func measure<Value>(_ stage: String, _ body: () throws -> Value) rethrows -> Value {
    let start = ContinuousClock.now
    defer { note(stage, ContinuousClock.now - start) }
    return try body()
  }

  private func note(_ stage: String, _ duration: Duration) {
    stages.withLock { stages in
      if let index = stages.firstIndex(where: { $0.name == stage }) {
        stages[index].duration += duration
      } else {
        stages.append((stage, duration))
      }
    }
  }

  /// A line for each stage in the order in which they began to end, with its milliseconds and its share of all.
  package var text: String {
    let stages = stages.withLock { $0 }
    let all = max(stages.reduce(0.0) { $0 + $1.duration.inSeconds }, 1e-9)
    let width = stages.map(\.name.count).max() ?? 0
    return stages.map { stage in
      let seconds = stage.duration.inSeconds
      let milliseconds = String(Int((seconds * 1e3).rounded()))
      let name = stage.name + String(repeating: " ", count: width - stage.name.count)
      let padding = String(repeating: " ", count: max(0, 8 - milliseconds.count))
      return "\(name)\(padding)\(milliseconds) ms  \(Int((100 * seconds / all).rounded())) %"
    }.joined(separator: "\n")
  }
}
