import Code
import Foundation
import Synchronization

/// The versions of this program's code, each found once.
package final class CodeVersions: Sendable {
  let table: CodeTable
  private let known = Mutex<[CodeNeed: String]>([:])
  private let memory = Mutex(Memory())

  /// The versions for needs whose words all have code behind them, by their text.
  private struct Memory {
    /// As an earlier process found them.
    var earlier: [String: String] = [:]
    /// What was asked for, all that the next process is told.
    var asked: [String: String] = [:]
  }

  init(_ table: CodeTable) { self.table = table }

  package func version(of need: CodeNeed) -> String {
    if need.isOutside { return "" }
    if let version = known.withLock({ $0[need] }) { return version }
    // Most words of settings name nothing that has code of its own, so that many needs come to the same.
    let words = need.words.filter(table.hasCode(behind:))
    let text = [need.roots, words].map { $0.sorted().joined(separator: ",") }.joined(separator: "\t")
    let earlier = memory.withLock { $0.asked[text] ?? $0.earlier[text] }
    let version = earlier ?? table.version(of: need.roots, using: words)
    memory.withLock { $0.asked[text] = version }
    known.withLock { $0[need] = version }
    return version
  }

  /// Whether something was asked for that an earlier process had not found.
  package var isNew: Bool { memory.withLock { memory in memory.asked.keys.contains { memory.earlier[$0] == nil } } }

  /// What was asked for, for a process with the same code to `take`.
  package var remembered: Data {
    let lines = memory.withLock { $0.asked }.map { text, version in "\(version)\t\(text)" }
    return Data(([table.fingerprint ?? ""] + lines.sorted()).joined(separator: "\n").utf8)
  }

  /// Takes in what another process found, unless that had other code.
  package func take(_ data: Data) {
    let lines = data.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    guard let fingerprint = table.fingerprint, let first = lines.first, first.elementsEqual(fingerprint.utf8) else {
      return
    }
    var versions: [String: String] = [:]
    for line in lines.dropFirst() {
      guard let end = line.firstIndex(of: UInt8(ascii: "\t")) else { continue }
      versions[String(decoding: line[(end + 1)...], as: UTF8.self)] = String(decoding: line[..<end], as: UTF8.self)
    }
    memory.withLock { [versions] in $0.earlier = versions }
  }

  /// One line a file, its checksum and its path.
  package func listing(of need: CodeNeed) -> String {
    if need.isOutside { return "" }
    return table.files(of: need.roots, using: need.words).map { "\($0.checksum) \($0.path)\n" }.joined()
  }

  /// The checksums of a listing, by path.
  package static func files(in listing: String) -> [String: String] {
    let pairs = listing.split(separator: "\n").compactMap { line -> (String, String)? in
      let parts = line.split(separator: " ", maxSplits: 1)
      return parts.count == 2 ? (String(parts[1]), String(parts[0])) : nil
    }
    return Dictionary(pairs) { $1 }
  }
}
