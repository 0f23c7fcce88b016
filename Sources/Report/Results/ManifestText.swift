import Basics
import Foundation

extension Manifest {
  /// The manifest as indented JSON with sorted keys, the same bytes as if it was encoded at once.
  ///
  /// An encoder makes a tree of all values before it writes the first, many times as large as the text, and a sweep has a
  /// hundred thousand runs. So runs are encoded one by one, on all cores, and put where an encoder leaves an empty list.
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
      try Self.append(experiment.results, to: &text)
      text += "\n      ".utf8
    }
    text += rest
    return text
  }

  /// As many runs are encoded before they are put behind the others.
  private static let batch = 2000

  private static func append(_ runs: [Experiment.Run], to text: inout [UInt8]) throws {
    let before = text.count
    for start in stride(from: 0, to: runs.count, by: batch) {
      // The other runs take about as much each, so that the text is not moved, nor has much room that it does not need.
      if start == batch { text.reserveCapacity(before + (text.count - before) / batch * (runs.count + batch)) }
      let encoded = try Array(runs[start..<min(start + batch, runs.count)]).concurrentMap { run in
        var lines: [UInt8] = []
        for line in try ResultCoder.encode(run, isIndented: true).split(
          separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        {
          // The line in an empty list is empty however deep that stands.
          lines += (line.isEmpty ? "\n" : "\n        ").utf8
          lines += line
        }
        return lines
      }
      for (index, lines) in encoded.enumerated() {
        if start + index > 0 { text.append(UInt8(ascii: ",")) }
        text += lines
      }
    }
  }
}
