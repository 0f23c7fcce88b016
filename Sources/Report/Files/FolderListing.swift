import Foundation

/// The files below a folder, in an order that is the same everywhere.
package enum FolderListing {
  /// The most files that are listed.
  package static let most = 1000

  /// Names from the folder on, without hidden files and without what Python leaves behind; nil where there are too many.
  /// Links to folders are not followed.
  package static func names(below folder: String) -> [String]? {
    let paths = FileManager.default.enumerator(atPath: folder)
    var names: [String] = []
    var visited = 0
    while let path = paths?.nextObject() as? String {
      visited += 1
      let name = path.split(separator: "/").last.map(String.init) ?? path
      if name.hasPrefix(".") || name == "__pycache__" {
        paths?.skipDescendants()
        continue
      }
      if FileKind(at: "\(folder)/\(path)") != .folder { names.append(path) }
      if names.count > most || visited > 10 * most { return nil }
    }
    return names.sorted()
  }

  /// What stands for the names.
  package static func bytes(of names: [String]) -> [UInt8] { Array(names.joined(separator: "\n").utf8) }
}
