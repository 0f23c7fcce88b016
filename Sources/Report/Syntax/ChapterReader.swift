import Document
import Source

/// A chapter as read: nothing is known yet of the meaning of its directives and roles.
package struct Chapter: Sendable {
  package var file: SourceFile
  package var settings: FrontMatter
  /// The heading of level 1 with which the chapter starts.
  package var heading: Heading<Draft>?
  /// Footnotes are the last block.
  package var blocks: [Block<Draft>]
  /// Links to labels of the book.
  package var links: [Link]
  /// Macros for the formulae of the chapter; those of the preface are for the whole book.
  var macros: [Macro]

  package var title: [Inline<Draft>]? { heading?.content }
}

/// Reads the Markdown of a chapter and of what it includes.
package struct ChapterReader {
  /// How deep blocks and running text may nest.
  static let deepest = 100

  /// After so many messages, those whose place must be searched for are left out.
  package static let most = 1000

  /// A passage with its equations, while its tree is walked.
  struct Context {
    var passage: Passage
    var equations: EquationFences
    /// The passage's footnotes, each with its label and where it is written.
    var footnotes: [(label: String, place: NotePlace)]
  }

  /// What a chapter and its includes have in common.
  package struct Shared {
    package let files: ProjectFiles
    package var diagnostics: [Diagnostic]
    var footnotes: [Footnote<Draft>]
    /// The numbers of footnotes, in the order in which the text leads to them, by where they are written.
    var footnoteNumbers: [NotePlace: Int]
    /// The footnotes whose text was read.
    var readFootnotes: Set<NotePlace> = []
    var links: [Link]
    var macros: [Macro]
    var macroNames: Set<String>
    /// Bytes that may still be included.
    package var budget: Int

    package init(
      files: ProjectFiles, diagnostics: [Diagnostic] = [], footnotes: [Footnote<Draft>] = [],
      footnoteNumbers: [NotePlace: Int] = [:], links: [Link] = [], macros: [Macro] = [], macroNames: Set<String> = [],
      budget: Int
    ) {
      self.files = files
      self.diagnostics = diagnostics
      self.footnotes = footnotes
      self.footnoteNumbers = footnoteNumbers
      self.links = links
      self.macros = macros
      self.macroNames = macroNames
      self.budget = budget
    }
  }

  let file: SourceFile
  package var shared: Shared
  /// Whether HTML is copied into the page.
  var passesHTML = false
  /// Bytes of the file that no reader is to see: comments and private notes.
  var hidden: [Range<Int>] = []
  /// The block whose comments were looked for last.
  var hiddenBlock: Range<Int>?
  var typography = Typography()
  /// Footnotes of the texts around the passage that is being read, by label in lower case, the outermost first.
  var outerNotes: [[String: [Passage.Line]]] = []

  /// Reads `file`; the messages are in the order of their places.
  package static func read(
    _ file: SourceFile, files: ProjectFiles = ProjectFiles(), typography: Typography = Typography()
  ) -> (
    chapter: Chapter, diagnostics: [Diagnostic]
  ) {
    var reader = ChapterReader(
      file: file, shared: Shared(files: files, budget: SourceFile.largest - file.bytes.count))
    reader.typography = typography
    var (settings, blocks) = reader.contents(depth: 0)
    if !reader.shared.footnotes.isEmpty {
      blocks.append(.footnotes(reader.shared.footnotes.sorted { $0.number < $1.number }))
    }
    var title: Heading<Draft>?
    if case .heading(let heading) = blocks.first, heading.level == 1 {
      title = heading
      blocks.removeFirst()
    }
    return (
      Chapter(
        file: file, settings: settings, heading: title, blocks: blocks, links: reader.shared.links,
        macros: reader.shared.macros),
      DiagnosticPrinter.sorted(reader.shared.diagnostics)
    )
  }

  package init(file: SourceFile, shared: Shared) {
    self.file = file
    self.shared = shared
  }

  /// The front matter of the file and its blocks.
  mutating func contents(depth: Int) -> (FrontMatter, [Block<Draft>]) {
    var passage = Passage(file)
    let settings = frontMatter(of: &passage)
    passesHTML = settings.passesHTML
    typography.isSmart = typography.isSmart || settings.typography.isSmart
    return (settings, blocks(of: passage, depth: depth))
  }

  mutating func report(
    _ rule: Rule, _ message: String, remedy: String? = nil, notes: [Diagnostic.Note] = [], at span: Range<Int>
  ) {
    shared.diagnostics.append(Diagnostic(rule, message, remedy: remedy, notes: notes, file: file, span: span))
  }

  /// Whether `depth` is allowed; the first place that goes deeper is reported.
  mutating func allows(depth: Int, at span: @autoclosure () -> Range<Int>) -> Bool {
    if depth < Self.deepest { return true }
    if !shared.diagnostics.contains(where: { $0.rule == .nestingTooDeep }) {
      report(.nestingTooDeep, "this nests deeper than \(Self.deepest) levels", remedy: "flatten the text", at: span())
    }
    return false
  }

  /// The blocks of a passage; its footnotes go to those of the chapter.
  mutating func blocks(of passage: Passage, depth: Int) -> [Block<Draft>] {
    let (passage, stubs) = borrowingNotes(limited(passage))
    outerNotes.append(Self.notes(in: passage))
    defer { outerNotes.removeLast() }
    let equations = EquationFences(passage)
    let tree = MarkdownTree(ShelteredText(equations.text, isSmart: typography.isSmart).bytes)
    return withExtendedLifetime(tree) {
      let nodes = tree.root.children
      let notes = nodes.filter { $0.type == "footnote_definition" }
      let places = notes.map { NotePlace(file, passage.line($0.startLine)?.start ?? 0) }
      let context = Context(
        passage: passage, equations: equations,
        footnotes: zip(notes, places).map { (label(ofFootnote: $0, in: passage), $1) })
      var blocks: [Block<Draft>] = []
      for node in nodes where node.type != "footnote_definition" {
        append(node, to: &blocks, in: context, depth: depth + 1)
      }
      for (node, note) in zip(notes, context.footnotes) where !stubs.contains(note.place) && isUnread(note.place) {
        let number = number(ofFootnoteAt: note.place)
        let content = children(of: node, in: context, depth: depth + 1)
        shared.footnotes.append(Footnote(label: note.label, number: number, content: content))
      }
      checkFootnotes(of: passage, among: nodes)
      return blocks
    }
  }

  /// The number of a footnote in its chapter: the next one where nothing led to it before.
  mutating func number(ofFootnoteAt place: NotePlace) -> Int {
    if let known = shared.footnoteNumbers[place] { return known }
    let number = shared.footnoteNumbers.count + 1
    shared.footnoteNumbers[place] = number
    return number
  }

  /// Whether the text of a footnote is still to be read, which is done once.
  private mutating func isUnread(_ place: NotePlace) -> Bool { shared.readFootnotes.insert(place).inserted }

  /// The label between the brackets of a footnote's first line, which the parser does not keep.
  private func label(ofFootnote node: MarkdownNode, in passage: Passage) -> String {
    guard let line = passage.line(node.startLine)?.text, let mark = line.firstIndex(of: UInt8(ascii: "^")) else {
      return ""
    }
    return String(decoding: line[mark...].dropFirst().prefix { $0 != UInt8(ascii: "]") }, as: UTF8.self)
  }

  mutating func children(of node: MarkdownNode, in context: Context, depth: Int) -> [Block<Draft>] {
    guard allows(depth: depth, at: context.passage.span(node.startLine, node.startLine)) else { return [] }
    var blocks: [Block<Draft>] = []
    for child in node.children { append(child, to: &blocks, in: context, depth: depth + 1) }
    return blocks
  }

  mutating func blocks(_ node: MarkdownNode, in context: Context, depth: Int) -> [Block<Draft>] {
    switch node.type {
    case "paragraph": return paragraph(node, in: context, depth: depth)
    case "heading": return [.heading(heading(node, in: context, depth: depth))]
    case "block_quote": return [.quote(children(of: node, in: context, depth: depth))]
    case "list": return [.list(list(node, in: context, depth: depth))]
    case "table": return [.table(table(node, in: context, depth: depth))]
    case "thematic_break": return [.thematicBreak]
    case "code_block": return fenced(node, in: context, depth: depth)
    case "html_block": return html(node, in: context, depth: depth)
    default: return children(of: node, in: context, depth: depth)
    }
  }

}
