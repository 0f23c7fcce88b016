import Basics
import Source

extension JSONTree {
  var whole: Int? { number.flatMap { Int(exactly: $0) } }

  init(_ number: Int) { self = .number(Double(number)) }

  /// Without the members that have no value.
  static func members(_ members: [String: JSONTree?]) -> JSONTree { .object(members.compactMapValues { $0 }) }
}

extension SourceFile.EditorPosition {
  var json: JSONTree { ["line": JSONTree(line), "character": JSONTree(column)] }

  init?(_ json: JSONTree?) {
    guard let line = json?["line"]?.whole, let column = json?["character"]?.whole else { return nil }
    self.init(line: line, column: column)
  }
}

extension SourceFile {
  /// Bytes of the file as a range of the protocol.
  func range(_ span: Range<Int>) -> JSONTree {
    ["start": editorPosition(of: span.lowerBound).json, "end": editorPosition(of: span.upperBound).json]
  }

  /// The bytes that a range of the protocol covers.
  func span(_ range: JSONTree?) -> Range<Int>? {
    guard let start = EditorPosition(range?["start"]), let end = EditorPosition(range?["end"]) else { return nil }
    let (first, last) = (byte(at: start), byte(at: end))
    return first..<max(first, last)
  }
}

/// A change of a text.
struct TextEdit: Equatable {
  var span: Range<Int>
  var text: String

  func json(in file: SourceFile) -> JSONTree { ["range": file.range(span), "newText": .string(text)] }
}
