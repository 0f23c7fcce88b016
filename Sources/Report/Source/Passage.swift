/// Lines of Markdown with the place of each in its file: a whole chapter, or the body of a directive.
package struct Passage {
  package struct Line {
    package var text: ArraySlice<UInt8>
    /// The byte of the file at which `text` begins.
    package var start: Int

    package init(text: ArraySlice<UInt8>, start: Int) {
      self.text = text
      self.start = start
    }

    package var end: Int { start + text.count }
  }

  package var lines: [Line]
  /// How many of the lines are the passage's own; behind them stand those of footnotes that it has marks of.
  private var ownCount: Int
  /// The bytes of the file that the others cover.
  private var borrowed: ClosedRange<Int>?

  package var ownLines: ArraySlice<Line> { lines.prefix(ownCount) }

  /// Every line of a chapter.
  package init(_ file: SourceFile) {
    lines = (1...file.lineCount).map { number in
      let bytes = file.bytes(ofLine: number)
      return Line(text: file.bytes[bytes], start: bytes.lowerBound)
    }
    ownCount = lines.count
  }

  package init(lines: [Line]) {
    self.lines = lines
    ownCount = lines.count
  }

  /// Adds the lines of a footnote of the text around the passage.
  package mutating func borrow(_ note: [Line]) {
    guard let first = note.first, let last = note.last else { return }
    lines.append(Line(text: [], start: first.start))
    lines += note
    let range = min(first.start, borrowed?.lowerBound ?? .max)...max(last.end, borrowed?.upperBound ?? 0)
    borrowed = range
  }

  /// Empties the lines up to and including `index`, so that the rest keep their numbers.
  package mutating func hideLines(through index: Int) {
    for line in 0...index { lines[line].text = lines[line].text.prefix(0) }
  }

  /// The line `number`, counted from 1 as the Markdown parser counts.
  package func line(_ number: Int) -> Line? { lines.indices.contains(number - 1) ? lines[number - 1] : nil }

  /// From the first byte of the file that the passage covers to the end of its last line.
  package var limits: ClosedRange<Int> {
    let start = lines.first?.start ?? 0
    let end = max(start, ownCount > 0 ? lines[ownCount - 1].end : 0)
    return min(start, borrowed?.lowerBound ?? start)...max(end, borrowed?.upperBound ?? end)
  }

  package var bytes: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(lines.reduce(0) { $0 + $1.text.count + 1 })
    for line in lines {
      bytes.append(contentsOf: line.text)
      bytes.append(UInt8(ascii: "\n"))
    }
    return bytes
  }

  /// Bytes of the file that lines `first` to `last` cover.
  package func span(_ first: Int, _ last: Int) -> Range<Int> {
    guard let start = line(first)?.start, let end = line(max(first, min(last, lines.count)))?.end else { return 0..<0 }
    return start..<max(start, end)
  }
}
