/// Places as editors count them: lines and columns from 0, columns in UTF-16 code units.
extension SourceFile {
  package struct EditorPosition: Equatable, Comparable, Sendable {
    package var line: Int
    package var column: Int

    package init(line: Int, column: Int) {
      self.line = line
      self.column = column
    }

    package static func < (left: Self, right: Self) -> Bool { (left.line, left.column) < (right.line, right.column) }
  }

  /// Where a byte is.
  package func editorPosition(of byte: Int) -> EditorPosition {
    let line = line(of: byte)
    let range = bytes(ofLine: line)
    // A line break has no columns.
    let end = min(max(byte, range.lowerBound), range.upperBound)
    return EditorPosition(line: line - 1, column: text(range.lowerBound..<end).utf16.count)
  }

  /// The byte at a place; behind the end of a line is its end, behind the last line the end of the text, and within a
  /// character its first byte.
  package func byte(at position: EditorPosition) -> Int {
    if position.line < 0 { return 0 }
    if position.line >= lineCount { return bytes.count }
    let line = bytes(ofLine: position.line + 1)
    var (byte, column) = (line.lowerBound, 0)
    while byte < line.upperBound {
      var end = byte + 1
      while end < line.upperBound, bytes[end] & 0xC0 == 0x80 { end += 1 }
      column += Self.units(of: bytes[byte])
      if column > position.column { break }
      byte = end
    }
    return byte
  }

  /// The UTF-16 code units of the character of which `byte` is the first in UTF-8; none for a further one.
  private static func units(of byte: UInt8) -> Int { byte & 0xC0 == 0x80 ? 0 : byte >= 0xF0 ? 2 : 1 }
}
