/// The text of one chapter file, with its lines.
struct SourceFile: Sendable {
  /// Where a file was included.
  struct Inclusion: Codable, Hashable, Sendable {
    var file: String
    var line: Int
    var column: Int
  }

  /// The path as messages show it.
  let path: String
  /// The includes that lead from a chapter to this file, none for a chapter.
  let inclusions: [Inclusion]
  /// Tells this file from others, and from itself included elsewhere.
  let identity: String
  let text: String
  let bytes: [UInt8]
  /// The byte at which each line starts.
  private let lineStarts: [Int]
  private let columns = ColumnIndex()

  init(path: String, text: String, inclusions: [Inclusion] = []) {
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

  var lineCount: Int { lineStarts.count }

  /// Bytes of line `number`, counted from 1, without its end of line.
  func bytes(ofLine number: Int) -> Range<Int> {
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
  func text(_ range: Range<Int>) -> String {
    String(decoding: bytes[range.clamped(to: 0..<bytes.count)], as: UTF8.self)
  }

  /// Line and column of a byte, both counted from 1, the column in characters.
  func position(of byte: Int) -> (line: Int, column: Int) {
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
  static func == (left: SourceFile, right: SourceFile) -> Bool {
    left.identity == right.identity && left.bytes == right.bytes
  }
}
