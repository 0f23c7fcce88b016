import Foundation
import Synchronization

/// A folder in the system's place for temporary files, readable by this user alone, that goes with its owner.
package final class TemporaryFolder: Sendable {
  package let path: String
  package var url: URL { URL(filePath: path) }

  /// Makes the folder; `purpose` is part of its name.
  ///
  /// - Throws: `WriteProblem` that names the place.
  package init(for purpose: String) throws {
    let place = FileManager.default.temporaryDirectory.path
    var name = Array("\(place)/report-\(purpose)-XXXXXX".utf8CString)
    guard mkdtemp(&name) != nil else {
      let reason = String(cString: strerror(errno)).lowercased()
      throw WriteProblem(
        path: place, reason: reason, remedy: "free some space there, or name another place in the variable TMPDIR")
    }
    path = String(decoding: name.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    let path = path
    Self.existing.withLock { _ = $0.insert(path) }
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
    let path = path
    Self.existing.withLock { _ = $0.remove(path) }
  }

  private static let existing = Mutex<Set<String>>([])

  /// Removes those that are there, when this process is about to exit.
  static func removeAll() {
    for path in existing.withLock({ $0 }) { try? FileManager.default.removeItem(atPath: path) }
  }
}
