extension ChapterReader {
  /// Warns of footnotes to which no mark leads, or of which an earlier one has the label; the parser leaves both out.
  mutating func checkFootnotes(of passage: Passage, among nodes: [MarkdownNode], used: [String]) {
    let places = passage.lines.indices.compactMap { index in
      Self.footnoteLabel(passage.lines[index].text).map { (index, $0) }
    }
    if places.isEmpty { return }
    var seen: Set<String> = []
    let used = Set(used.map { $0.lowercased() })
    var blocks = nodes.filter { !["paragraph", "footnote_definition"].contains($0.type) }[...]
    for (index, label) in places where shared.diagnostics.count < Self.most {
      let line = passage.lines[index]
      while let block = blocks.first, block.endLine < index + 1 { blocks.removeFirst() }
      if let block = blocks.first, block.startLine <= index + 1 { continue }
      let name = String(decoding: line.text[label], as: UTF8.self)
      let isFirst = seen.insert(name.lowercased()).inserted
      if isFirst, used.contains(name.lowercased()) { continue }
      let shift = line.start - line.text.startIndex
      report(
        .unusedFootnote,
        isFirst ? "no mark leads to the footnote '\(name)'" : "the footnote '\(name)' is written twice",
        remedy: isFirst ? "write [^\(name)] where it belongs, or remove it" : "remove one, or choose another label",
        at: label.lowerBound + shift..<label.upperBound + shift)
    }
  }

  /// Where the label stands in a line that begins a footnote, `[^label]: text`.
  private static func footnoteLabel(_ line: ArraySlice<UInt8>) -> Range<Int>? {
    let text = line.drop { $0 == 32 }
    guard text.startIndex - line.startIndex < 4, text.starts(with: "[^".utf8) else { return nil }
    let label = text.dropFirst(2).prefix { $0 != UInt8(ascii: "]") && $0 > 32 }
    return !label.isEmpty && text[label.endIndex...].starts(with: "]:".utf8) ? label.startIndex..<label.endIndex : nil
  }
}
