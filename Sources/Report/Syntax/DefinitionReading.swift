import CMarkdown
import Document
import Source

extension ChapterReader {
  /// Adds the blocks of a node; a definition joins the term before it.
  mutating func append(_ node: MarkdownNode, to blocks: inout [Block<Draft>], in context: Context, depth: Int) {
    switch node.type {
    case "paragraph":
      if let definitions = self.definitions(node, after: &blocks, in: context, depth: depth) {
        blocks.append(.definitions(definitions))
        return
      }
    case "code_block" where !node.isFenced:
      if case .definitions(let last) = blocks.last, last.last?.meanings.isEmpty == false,
        case .definitions(var definitions) = blocks.removeLast()
      {
        // What is indented below a definition goes on with it.
        let more = self.blocks(of: Passage(lines: lines(ofCode: node, in: context)), depth: depth + 1)
        let (term, meaning) = (definitions.count - 1, definitions[definitions.count - 1].meanings.count - 1)
        definitions[term].meanings[meaning] += more
        blocks.append(.definitions(definitions))
        return
      }
    default: break
    }
    blocks += self.blocks(node, in: context, depth: depth)
  }

  /// The terms and meanings of a paragraph with lines that begin with `: `; nil if there are none.
  private mutating func definitions(
    _ node: MarkdownNode, after blocks: inout [Block<Draft>], in context: Context, depth: Int
  ) -> [DefinitionItem<Draft>]? {
    let text = InlineText(node, passage: context.passage)
    guard text.hasLine(beginningWith: ": ") else { return nil }
    let lines = text.lines
    func isMeaning(_ index: Int) -> Bool { lines.indices.contains(index) && lines[index].text.starts(with: ": ".utf8) }
    guard var definitions = self.definitions(before: &blocks, wantsTerm: isMeaning(0)) else { return nil }
    var index = 0
    while index < lines.count {
      if isMeaning(index) {
        var end = index + 1
        while end < lines.count, !isMeaning(end), !isMeaning(end + 1) { end += 1 }
        var meaning = Array(lines[index..<end])
        meaning[0] = Passage.Line(text: meaning[0].text.dropFirst(2), start: meaning[0].start + 2)
        let content = self.blocks(of: Passage(lines: meaning), depth: depth + 1)
        definitions[definitions.count - 1].meanings.append(content)
        index = end
      } else {
        let content = self.blocks(of: Passage(lines: [lines[index]]), depth: depth + 1)
        let words: [Inline<Draft>] = if case .paragraph(let words) = content.first { words } else { [] }
        definitions.append(
          DefinitionItem(
            term: words.isEmpty ? [.text(String(decoding: lines[index].text, as: UTF8.self))] : words, meanings: []))
        index += 1
      }
    }
    return definitions
  }

  /// Takes from the end of `blocks` the definitions that others go on with, or a paragraph that is their term; nil where a
  /// term is wanted and there is none.
  private func definitions(before blocks: inout [Block<Draft>], wantsTerm: Bool) -> [DefinitionItem<Draft>]? {
    guard let last = blocks.popLast() else { return wantsTerm ? nil : [] }
    switch last {
    case .definitions(let definitions): return definitions
    case .paragraph(let term) where wantsTerm && !term.contains(.softBreak):
      return [DefinitionItem(term: term, meanings: [])]
    default:
      blocks.append(last)
      return wantsTerm ? nil : []
    }
  }

  /// The lines of an indented code block without its indentation.
  private func lines(ofCode node: MarkdownNode, in context: Context) -> [Passage.Line] {
    let texts = node.literal.utf8.split(separator: 10, omittingEmptySubsequences: false).dropLast()
    return texts.enumerated().map { index, text in
      let text = Array(text)[...]
      return Passage.Line(text: text, start: (context.passage.line(node.startLine + index)?.end ?? 0) - text.count)
    }
  }
}
