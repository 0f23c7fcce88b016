import Basics
import Source

/// A file that the editor has open, with its text as the author sees it.
struct OpenDocument {
  /// As the editor names it.
  let address: String
  /// Whether it is a chapter, or would be one if it were saved.
  let isChapter: Bool
  private(set) var version: Int
  private(set) var file: SourceFile

  init(address: String, path: String, isChapter: Bool, version: Int, text: String) {
    self.address = address
    self.isChapter = isChapter
    self.version = version
    file = SourceFile.load(Array(text.utf8), path: path).file
  }

  /// Takes in changes, each of a range or of the whole text; throws where one has no text.
  mutating func apply(_ changes: [JSONTree], version: Int) throws(ServerProblem) {
    for change in changes {
      guard let text = change["text"]?.text else { throw .invalid("a change without text") }
      var bytes = Array(text.utf8)
      if let range = change["range"] {
        guard let span = file.span(range) else { throw .invalid("a change with a range that cannot be read") }
        bytes = Array(file.bytes[..<span.lowerBound]) + bytes + file.bytes[span.upperBound...]
      }
      file = SourceFile.load(bytes, path: file.path).file
    }
    self.version = version
  }
}
