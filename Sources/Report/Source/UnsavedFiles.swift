/// The texts of files that an editor has open, which stand for what the disk has of them.
package struct UnsavedFiles: Sendable {
  /// By path without symbolic links.
  private var texts: [String: String]

  package init(_ texts: [String: String] = [:]) { self.texts = texts }

  func bytes(ofFileAt path: String) -> [UInt8]? { texts[path].map { Array($0.utf8) } }
}
