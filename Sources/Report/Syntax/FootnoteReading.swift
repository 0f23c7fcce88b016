import Source

/// Where a footnote is written.
package struct NotePlace: Hashable, Sendable {
  private let file: String
  private let byte: Int

  init(_ file: SourceFile, _ byte: Int) {
    self.file = file.identity
    self.byte = byte
  }
}

extension ChapterReader {
  /// The passage with those footnotes of the text around it that it has marks of, so that they may stand wherever text does,
  /// and those among them of which only the label stands there, since the text around the passage leads to them too.
  func borrowingNotes(_ passage: Passage) -> (passage: Passage, stubs: Set<NotePlace>) {
    guard outerNotes.contains(where: { !$0.isEmpty }) else { return (passage, []) }
    let own = Self.notes(in: passage)
    var passage = passage
    var borrowed: Set<String> = []
    var stubs: Set<NotePlace> = []
    for line in passage.lines where line.text.contains(UInt8(ascii: "^")) {
      for label in Self.marks(in: line.text) where own[label] == nil {
        guard let lines = outerNotes.reversed().lazy.compactMap({ $0[label] }).first, let first = lines.first,
          borrowed.insert(label).inserted
        else { continue }
        let place = NotePlace(file, first.start)
        let isKnown = shared.footnoteNumbers[place] != nil
        // The text of a footnote that the chapter has already is not read again.
        passage.borrow(isKnown ? [Self.stub(of: first)] : lines)
        if isKnown { stubs.insert(place) }
      }
    }
    return (passage, stubs)
  }

  /// The first line of a footnote with nothing but its label.
  private static func stub(of line: Passage.Line) -> Passage.Line {
    let end = footnoteLabel(line.text)?.upperBound ?? line.text.startIndex
    return Passage.Line(text: (Array(line.text[..<end]) + Array("]: x".utf8))[...], start: line.start)
  }

  /// The lines of each footnote that is written in a passage, by label in lower case.
  static func notes(in passage: Passage) -> [String: [Passage.Line]] {
    var notes: [String: [Passage.Line]] = [:]
    for index in passage.lines.indices {
      guard let place = footnoteLabel(passage.lines[index].text) else { continue }
      let label = String(decoding: passage.lines[index].text[place], as: UTF8.self).lowercased()
      var end = index + 1
      while end < passage.lines.count {
        let text = passage.lines[end].text
        if text.trimmed.isEmpty {
          let next = passage.lines[end...].firstIndex { !$0.text.trimmed.isEmpty } ?? passage.lines.endIndex
          guard next < passage.lines.count, passage.lines[next].text.starts(with: "    ".utf8) else { break }
          end = next
        } else if footnoteLabel(text) != nil {
          break
        }
        end += 1
      }
      if notes[label] == nil { notes[label] = Array(passage.lines[index..<end]) }
    }
    return notes
  }

  /// The labels of marks in a line, `[^label]`, in lower case.
  private static func marks(in line: ArraySlice<UInt8>) -> [String] {
    var labels: [String] = []
    var rest = line
    while let start = rest.firstRange(of: "[^".utf8) {
      rest = rest[start.upperBound...]
      let label = rest.prefix { $0 != UInt8(ascii: "]") && $0 > 32 }
      if !label.isEmpty, rest[label.endIndex...].first == UInt8(ascii: "]") {
        labels.append(String(decoding: label, as: UTF8.self).lowercased())
      }
    }
    return labels
  }

  /// Warns of footnotes to which no mark leads, or of which an earlier one has the label; the parser leaves both out.
  mutating func checkFootnotes(of passage: Passage, among nodes: [MarkdownNode]) {
    let places = passage.ownLines.indices.compactMap { index in
      Self.footnoteLabel(passage.lines[index].text).map { (index, $0) }
    }
    if places.isEmpty { return }
    var seen: Set<String> = []
    var blocks = nodes.filter { !["paragraph", "footnote_definition"].contains($0.type) }[...]
    for (index, label) in places where shared.diagnostics.count < Self.most {
      let line = passage.lines[index]
      while let block = blocks.first, block.endLine < index + 1 { blocks.removeFirst() }
      if let block = blocks.first, block.startLine <= index + 1 { continue }
      let name = String(decoding: line.text[label], as: UTF8.self)
      let isFirst = seen.insert(name.lowercased()).inserted
      if isFirst, shared.footnoteNumbers[NotePlace(file, line.start)] != nil { continue }
      let shift = line.start - line.text.startIndex
      report(
        .unusedFootnote,
        isFirst ? "nothing refers to the footnote '\(name)'" : "the footnote '\(name)' is written twice",
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
