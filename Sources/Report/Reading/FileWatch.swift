import Files
import Foundation

/// Notices when files change: by asking for their size and time, which is all that a hundred files need.
package struct FileWatch {
  private let folder: BookFolder
  private var chapters: [String] = []
  private var states: [String: FileState?] = [:]

  /// Of the chapters in a folder, and of what else `add` names.
  package init(_ folder: BookFolder) { self.folder = folder }

  /// Notes how the files are, before they are read: what changes while they are read is a change.
  package mutating func look() {
    chapters = folder.listing
    for path in Array(states.keys) + chapters { states[path] = .some(FileState(of: path)) }
  }

  /// Takes in files that were read and not known before.
  package mutating func add(_ paths: some Sequence<String>) {
    for path in paths where states[path] == nil { states[path] = .some(FileState(of: path)) }
  }

  /// Whether a file changed, came or went since `look`.
  package var hasChanged: Bool {
    folder.listing != chapters || states.contains { path, state in FileState(of: path) != state }
  }
}
