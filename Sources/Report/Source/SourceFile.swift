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
  /// Of a stretch of a larger file: where it begins there, and the number of its first line.
  private let (firstByte, firstLine): (Int, Int)

  package init(path: String, text: String, inclusions: [Inclusion] = []) {
    self.init(path: path, text: text, inclusions: inclusions, firstByte: 0, firstLine: 1)
  }

  /// Whole lines of a larger file, for messages about them: places are those of that file. Bytes that are not UTF-8 are shown
  /// as question marks.
  package init(path: String, excerpt: some Collection<UInt8>, firstByte: Int, firstLine: Int) {
    let bytes = Array(excerpt)
    var text = String(decoding: bytes, as: UTF8.self)
    if text.utf8.count != bytes.count {
      text = String(decoding: bytes.map { $0 < 0x80 ? $0 : UInt8(ascii: "?") }, as: UTF8.self)
    }
    self.init(path: path, text: text, inclusions: [], firstByte: firstByte, firstLine: firstLine)
  }

  private init(path: String, text: String, inclusions: [Inclusion], firstByte: Int, firstLine: Int) {
    (self.firstByte, self.firstLine) = (firstByte, firstLine)
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
    let number = number - firstLine + 1
    let start = lineStarts[number - 1]
    var end = number < lineStarts.count ? lineStarts[number] - 1 : bytes.count
    if end > start, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    return firstByte + start..<firstByte + end
  }

  /// Bytes of the line that starts at `start`.
  package func bytes(ofLineAt start: Int) -> Range<Int> {
    start..<(bytes[start...].firstIndex { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") } ?? bytes.count)
  }

  /// The text of some bytes.
  package func text(_ range: Range<Int>) -> String {
    let range = range.clamped(to: firstByte..<firstByte + bytes.count)
    return String(decoding: bytes[range.lowerBound - firstByte..<range.upperBound - firstByte], as: UTF8.self)
  }

  /// Line and column of a byte, both counted from 1, the column in characters.
  package func position(of byte: Int) -> (line: Int, column: Int) {
    let inner = min(max(byte - firstByte, 0), bytes.count)
    let line = index(ofLineWith: inner)
    return (
      line + firstLine, columns.count(in: self, from: firstByte + lineStarts[line], to: firstByte + inner) + 1
    )
  }

  /// The line of a byte, counted from 1.
  package func line(of byte: Int) -> Int {
    index(ofLineWith: min(max(byte - firstByte, 0), bytes.count)) + firstLine
  }

  private func index(ofLineWith byte: Int) -> Int {
    var (low, high) = (0, lineStarts.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= byte { low = middle } else { high = middle }
    }
    return low
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
