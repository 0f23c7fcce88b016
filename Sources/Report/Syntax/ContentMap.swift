import Source

/// Where the bytes of a block's text stand in the file.
///
/// The parser strips the marks of lists and quotes and the indentation from each line, so every line of the text is the
/// end of a line of the passage; in a heading or a table cell it is a part of one.
struct ContentMap {
  /// From byte `content` of the text on, byte `file` of the file and what follows it.
  private var pieces: [(content: Int, file: Int)] = []
  /// The bytes of the file among which every place lies, also where the text was not found.
  private let limits: ClosedRange<Int>

  /// Maps the text of a paragraph or heading that covers lines `first` to `last` of `passage`.
  ///
  /// Definitions of links are taken from the start of a paragraph, so its text is counted from its last line first.
  init(_ content: UnsafeBufferPointer<UInt8>, passage: Passage, first: Int, last: Int) {
    limits = passage.limits
    let lines = content.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    let fits = [last - lines.count + 1, last - lines.count, first].first { start in
      start >= first
        && lines.indices.allSatisfy { index in
          passage.line(start + index).map { Self.offset(of: lines[index], in: $0.text) != nil } ?? false
        }
    }
    for (index, line) in lines.enumerated() {
      guard let source = passage.line((fits ?? first) + index) else { continue }
      pieces.append((line.startIndex, source.start + (Self.offset(of: line, in: source.text) ?? 0)))
    }
    if pieces.isEmpty { pieces = [(0, passage.span(first, last).lowerBound)] }
  }

  /// Maps the text of a table cell, which is looked for from byte `cursor` of its row on; moves `cursor` behind it.
  init(cell content: UnsafeBufferPointer<UInt8>, row: Passage.Line, cursor: inout Int) {
    limits = row.start...row.end
    let (pipe, backslash) = (UInt8(ascii: "|"), UInt8(ascii: "\\"))
    let source = Array(row.text)
    for start in cursor..<max(cursor, source.count) {
      var (at, found) = (start, [(content: 0, file: row.start + start)])
      let matches = content.indices.allSatisfy { index in
        let byte = StandIn.original(content[index])
        if content[index] == pipe, at + 1 < source.count, source[at] == backslash, source[at + 1] == pipe {
          at += 1
          found.append((index, row.start + at))
        }
        at += 1
        return at <= source.count && source[at - 1] == byte
      }
      guard matches else { continue }
      pieces = found
      while at < source.count, source[at] != pipe { at += 1 }
      cursor = min(at + 1, source.count)
      return
    }
    pieces = [(0, row.start)]
  }

  /// The byte of the file at which byte `offset` of the text stands.
  func byte(_ offset: Int) -> Int {
    var (low, high) = (0, pieces.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if pieces[middle].content <= offset { low = middle } else { high = middle }
    }
    let place = pieces[low].file + offset - pieces[low].content
    return min(max(place, limits.lowerBound), limits.upperBound)
  }

  func bytes(_ range: Range<Int>) -> Range<Int> {
    let start = byte(range.lowerBound)
    return start..<max(start, range.isEmpty ? start : min(byte(range.upperBound - 1) + 1, limits.upperBound))
  }

  /// Where `part` stands in `line`: at its end, or behind the opening marks of a heading that has closing ones.
  private static func offset(of part: Slice<UnsafeBufferPointer<UInt8>>, in line: ArraySlice<UInt8>) -> Int? {
    let (part, line) = (trimmedEnd(part), trimmedEnd(line))
    guard part.count <= line.count else { return nil }
    let original = part.lazy.map(StandIn.original)
    if line.suffix(part.count).elementsEqual(original) { return line.count - part.count }
    guard line.last == UInt8(ascii: "#"), let mark = line.firstIndex(of: UInt8(ascii: "#")) else { return nil }
    let text = line[mark...].drop { [9, 32, UInt8(ascii: "#")].contains($0) }
    return text.starts(with: original) ? text.startIndex - line.startIndex : nil
  }

  private static func trimmedEnd<Bytes: BidirectionalCollection<UInt8>>(_ bytes: Bytes) -> Bytes.SubSequence {
    var end = bytes.endIndex
    while end > bytes.startIndex, [9, 32, 13].contains(bytes[bytes.index(before: end)]) {
      end = bytes.index(before: end)
    }
    return bytes[..<end]
  }
}
