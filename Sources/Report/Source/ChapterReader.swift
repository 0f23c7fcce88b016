/// A chapter as read: nothing is known yet of the meaning of its directives and roles.
struct Chapter: Sendable {
  var file: SourceFile
  /// The content of the heading of level 1 with which the chapter starts.
  var title: [Inline<Draft>]?
  /// Footnotes are the last block.
  var blocks: [Block<Draft>]
}

/// Reads the Markdown of a chapter.
struct ChapterReader {
  /// How deep blocks and running text may nest.
  static let deepest = 100

  /// With so many messages, those whose place has to be searched for are no longer looked for.
  static let most = 1000

  /// A passage with its equations, while its tree is walked.
  struct Context {
    var passage: Passage
    var equations: EquationFences
    /// Labels of footnotes by their number, counted from 1.
    var footnotes: [String]
  }

  let file: SourceFile
  var diagnostics: [Diagnostic] = []

  /// Reads `file`; the messages are in the order of their places.
  static func read(_ file: SourceFile) -> (chapter: Chapter, diagnostics: [Diagnostic]) {
    var reader = ChapterReader(file: file)
    var blocks = reader.blocks(of: Passage(file), depth: 0)
    var title: [Inline<Draft>]?
    if case .heading(let heading) = blocks.first, heading.level == 1 {
      title = heading.content
      blocks.removeFirst()
    }
    return (Chapter(file: file, title: title, blocks: blocks), DiagnosticPrinter.sorted(reader.diagnostics))
  }

  private init(file: SourceFile) { self.file = file }

  mutating func report(_ rule: String, _ message: String, remedy: String? = nil, at span: Range<Int>) {
    diagnostics.append(Diagnostic(rule: rule, message: message, remedy: remedy, file: file, span: span))
  }

  /// Whether `depth` is allowed; the first place that goes deeper is reported.
  mutating func allows(depth: Int, at span: @autoclosure () -> Range<Int>) -> Bool {
    if depth < Self.deepest { return true }
    if !diagnostics.contains(where: { $0.rule == "nesting-too-deep" }) {
      report(
        "nesting-too-deep", "this nests deeper than \(Self.deepest) levels", remedy: "flatten the text", at: span())
    }
    return false
  }

  /// The blocks of a passage, its footnotes last.
  mutating func blocks(of passage: Passage, depth: Int) -> [Block<Draft>] {
    let equations = EquationFences(passage)
    let tree = MarkdownTree(equations.text)
    return withExtendedLifetime(tree) {
      let nodes = tree.root.children
      let notes = nodes.filter { $0.type == "footnote_definition" }
      let context = Context(
        passage: passage, equations: equations, footnotes: notes.map { label(ofFootnote: $0, in: passage) })
      var blocks: [Block<Draft>] = []
      for node in nodes where node.type != "footnote_definition" {
        blocks += self.blocks(node, in: context, depth: depth + 1)
      }
      let footnotes = notes.enumerated().map { index, node in
        Footnote(
          label: context.footnotes[index], number: index + 1, content: children(of: node, in: context, depth: depth + 1)
        )
      }
      return footnotes.isEmpty ? blocks : blocks + [.footnotes(footnotes)]
    }
  }

  /// The label between the brackets of a footnote's first line, which the parser does not keep.
  private func label(ofFootnote node: MarkdownNode, in passage: Passage) -> String {
    guard let line = passage.line(node.startLine)?.text, let mark = line.firstIndex(of: UInt8(ascii: "^")) else {
      return ""
    }
    return String(decoding: line[mark...].dropFirst().prefix { $0 != UInt8(ascii: "]") }, as: UTF8.self)
  }

  mutating func children(of node: MarkdownNode, in context: Context, depth: Int) -> [Block<Draft>] {
    guard allows(depth: depth, at: context.passage.span(node.startLine, node.startLine)) else { return [] }
    return node.children.flatMap { blocks($0, in: context, depth: depth + 1) }
  }

  private mutating func blocks(_ node: MarkdownNode, in context: Context, depth: Int) -> [Block<Draft>] {
    switch node.type {
    case "paragraph": return paragraph(node, in: context, depth: depth)
    case "heading": return [.heading(heading(node, in: context, depth: depth))]
    case "block_quote": return [.quote(children(of: node, in: context, depth: depth))]
    case "list": return [.list(list(node, in: context, depth: depth))]
    case "table": return [.table(table(node, in: context, depth: depth))]
    case "thematic_break": return [.thematicBreak]
    case "code_block": return fenced(node, in: context, depth: depth)
    case "html_block":
      return [
        .rawHTML(context.equations.restored(node.literal, first: node.startLine, passage: context.passage))
      ]
    default: return children(of: node, in: context, depth: depth)
    }
  }
}
