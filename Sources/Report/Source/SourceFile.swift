/// The text of one chapter file, with its lines.
package struct SourceFile: Sendable {
  /// Where a file was included.
  package struct Inclusion: Codable, Hashable, Sendable {
    package var file: String
    package var line: Int
    package var column: Int

    package init(file: String, line: Int, column: Int) {
      self.file = file
      self.line = line
      self.column = column
    }
  }

  /// The path as messages show it.
  package let path: String
  /// The includes that lead from a chapter to this file, none for a chapter.
  package let inclusions: [Inclusion]
  /// Tells this file from others, and from itself included elsewhere.
  package let identity: String
  package let text: String
  package let bytes: [UInt8]
  /// The byte at which each line starts.
  private let lineStarts: [Int]
  private let columns = ColumnIndex()

  package init(path: String, text: String, inclusions: [Inclusion] = []) {
    self.path = path
    self.inclusions = inclusions
    identity = ([path] + inclusions.map { "\($0.file):\($0.line):\($0.column)" }).joined(separator: "\n")
    self.text = text
    let bytes = Array(text.utf8)
    self.bytes = bytes
    lineStarts =
      [0]
      + bytes.indices.filter { index in
        switch bytes[index] {
        case UInt8(ascii: "\n"): true
        case UInt8(ascii: "\r"): index + 1 == bytes.count || bytes[index + 1] != UInt8(ascii: "\n")
        default: false
        }
      }.map { $0 + 1 }
  }

  package var lineCount: Int { lineStarts.count }

  /// Bytes of line `number`, counted from 1, without its end of line.
  package func bytes(ofLine number: Int) -> Range<Int> {
    let start = lineStarts[number - 1]
    var end = number < lineStarts.count ? lineStarts[number] - 1 : bytes.count
    if end > start, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    return start..<end
  }

  /// Bytes of the line that starts at `start`.
  func bytes(ofLineAt start: Int) -> Range<Int> {
    start..<(bytes[start...].firstIndex { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") } ?? bytes.count)
  }

  /// The text of some bytes.
  package func text(_ range: Range<Int>) -> String {
    String(decoding: bytes[range.clamped(to: 0..<bytes.count)], as: UTF8.self)
  }

  /// Line and column of a byte, both counted from 1, the column in characters.
  package func position(of byte: Int) -> (line: Int, column: Int) {
    let byte = min(max(byte, 0), bytes.count)
    var (low, high) = (0, lineStarts.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= byte { low = middle } else { high = middle }
    }
    return (low + 1, columns.count(in: self, from: lineStarts[low], to: byte) + 1)
  }
}

extension SourceFile: Equatable {
  package static func == (left: SourceFile, right: SourceFile) -> Bool {
    left.identity == right.identity && left.bytes == right.bytes
  }
}

extension SourceFile {
  /// Whether the file is the chapter without number that gives title and abstract.
  package var isPreface: Bool { path == "index.md" || path.hasSuffix("/index.md") }
}
