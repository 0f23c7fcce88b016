import Code
import Synchronization

/// The versions of this program's code, each found once.
package final class CodeVersions: Sendable {
  let table: CodeTable
  private let known = Mutex<[CodeNeed: String]>([:])

  init(_ table: CodeTable) { self.table = table }

  package func version(of need: CodeNeed) -> String {
    if need.isOutside { return "" }
    if let version = known.withLock({ $0[need] }) { return version }
    let version = table.version(of: need.roots, using: need.words)
    known.withLock { $0[need] = version }
    return version
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
