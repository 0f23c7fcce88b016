import Basics
import Foundation
import Training

extension Manifest {
  /// The manifest as indented JSON with sorted keys, the same bytes as if it was encoded at once.
  ///
  /// An encoder makes a tree of all values before it writes the first, many times as large as the text, and a sweep has a
  /// hundred thousand runs. So runs are written one by one, on all cores, and put where an encoder leaves an empty list.
  ///
  /// - Throws: what keeps it from being written as JSON.
  package func encoded() throws -> [UInt8] {
    var outline = self
    for index in outline.experiments.indices { outline.experiments[index].results = [] }
    var rest = try ResultCoder.encode(outline, isIndented: true)
    var text: [UInt8] = []
    for experiment in experiments {
      // The key of the list, as deep as the settings of an experiment stand; within a text no line ends.
      guard let list = rest.range(of: Data("\n      \"results\" : [".utf8)),
        let end = rest[list.upperBound...].firstIndex(of: UInt8(ascii: "]"))
      else { throw CocoaError(.coderInvalidValue) }
      let isEmpty = experiment.results.isEmpty
      text += rest[..<(isEmpty ? end : list.upperBound)]
      rest = rest[end...]
      if isEmpty { continue }
      Self.append(experiment.results, to: &text)
      text += "\n      ".utf8
    }
    text += rest
    return text
  }

  /// As many runs are written before they are put behind the others.
  private static let batch = 2000

  private static func append(_ runs: [Experiment.Run], to text: inout [UInt8]) {
    let before = text.count
    for start in stride(from: 0, to: runs.count, by: batch) {
      // The other runs take about as much each, so that the text is not moved, nor has much room that it does not need.
      if start == batch { text.reserveCapacity(before + (text.count - before) / batch * (runs.count + batch)) }
      let written = Array(runs[start..<min(start + batch, runs.count)]).concurrentMap { run in
        // In the list of an experiment, in the list of all, in the manifest.
        var text = JSONText(depth: 4)
        run.write(to: &text)
        return text.bytes
      }
      for (index, lines) in written.enumerated() {
        text += (start + index > 0 ? ",\n        " : "\n        ").utf8
        text += lines
      }
    }
  }
}

extension Manifest.Experiment.Run {
  /// Writes the run as an encoder does, member by member in the order of their names.
  fileprivate func write(to text: inout JSONText) {
    text.object { text in
      text.name("cell")
      text.object { text in
        for (axis, value) in cell.sorted(by: { $0.key < $1.key }) {
          text.name(axis)
          text.add(value)
        }
      }
      text.name("key")
      text.add(key)
      text.name("numbers")
      text.object { text in
        for (name, value) in numbers.sorted(by: { $0.key < $1.key }) {
          text.name(name)
          text.add(value)
        }
      }
      text.name("outcome")
      text.add(outcome)
      if let search {
        text.name("search")
        text.list(search) { text, trial in trial.write(to: &text) }
      }
      text.name("seconds")
      text.add(seconds)
      text.name("seed")
      text.add(seed)
      text.name("settings")
      text.add(settings)
      if let warnings {
        text.name("warnings")
        text.list(warnings) { text, warning in text.add(warning) }
      }
    }
  }
}

extension SearchTrial {
  fileprivate func write(to text: inout JSONText) {
    text.object { text in
      text.name("rate")
      text.add(rate)
      if let value {
        text.name("value")
        text.add(value)
      }
    }
  }
}
