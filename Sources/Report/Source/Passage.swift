/// Lines of Markdown with the place of each in its file: a whole chapter, or the body of a directive.
struct Passage {
  struct Line {
    var text: ArraySlice<UInt8>
    /// The byte of the file at which `text` begins.
    var start: Int

    var end: Int { start + text.count }
  }

  var lines: [Line]

  /// Every line of a chapter.
  init(_ file: SourceFile) {
    lines = (1...file.lineCount).map { number in
      let bytes = file.bytes(ofLine: number)
      return Line(text: file.bytes[bytes], start: bytes.lowerBound)
    }
  }

  init(lines: [Line]) { self.lines = lines }

  /// Empties the lines up to and including `index`, so that the rest keep their numbers.
  mutating func hideLines(through index: Int) {
    for line in 0...index { lines[line].text = lines[line].text.prefix(0) }
  }

  /// The line `number`, counted from 1 as the Markdown parser counts.
  func line(_ number: Int) -> Line? { lines.indices.contains(number - 1) ? lines[number - 1] : nil }

  /// From the first byte of the file that the passage covers to the end of its last line.
  var limits: ClosedRange<Int> {
    let start = lines.first?.start ?? 0
    return start...max(start, lines.last?.end ?? 0)
  }

  var bytes: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(lines.reduce(0) { $0 + $1.text.count + 1 })
    for line in lines {
      bytes.append(contentsOf: line.text)
      bytes.append(UInt8(ascii: "\n"))
    }
    return bytes
  }

  /// Bytes of the file that lines `first` to `last` cover.
  func span(_ first: Int, _ last: Int) -> Range<Int> {
    guard let start = line(first)?.start, let end = line(max(first, min(last, lines.count)))?.end else { return 0..<0 }
    return start..<max(start, end)
  }
}
