@testable import Document
@testable import Source
@testable import Syntax

/// A chapter as a line of text, `p(text em(text))`, with the text of the file that each place covers after `@`.
struct Outline {
  let file: SourceFile

  static func of(_ text: String) -> String {
    let file = SourceFile(path: "chapter.md", text: text)
    let (chapter, diagnostics) = ChapterReader.read(file)
    let outline = Outline(file: file)
    let title = chapter.title.map { ["title(\(outline.inlines($0)))"] } ?? []
    let messages = diagnostics.map { "!\($0.rule.rawValue)@\(file.text($0.span))" }
    return (title + [outline.blocks(chapter.blocks)].filter { !$0.isEmpty } + messages).joined(separator: " ")
  }

  func blocks(_ blocks: [Block<Draft>]) -> String { blocks.map(block).joined(separator: " ") }

  private func block(_ block: Block<Draft>) -> String {
    switch block {
    case .heading(let heading):
      "h\(heading.level)\(heading.label.map { "#\($0)@\(file.text(heading.span))" } ?? "")(\(inlines(heading.content)))"
    case .paragraph(let content): "p(\(inlines(content)))"
    case .list(let list):
      "\(list.start.map { "ol\($0)" } ?? "ul")\(list.isTight ? "" : "-loose")(\(list.items.map(item).joined(separator: " ")))"
    case .definitions(let definitions):
      "dl(\(definitions.map { "\(inlines($0.term)): \($0.meanings.map(blocks).joined(separator: " / "))" }.joined(separator: "; ")))"
    case .code(let language, let text): "code(\(language)|\(text))"
    case .quote(let content): "quote(\(blocks(content)))"
    case .table(let table): self.table(table)
    case .thematicBreak: "hr"
    case .equation(let equation):
      "eq(\(equation.math.tex)@\(file.text(equation.math.span))"
        + "\(equation.label.map { " #\($0)@\(file.text(equation.labelSpan))" } ?? ""))"
    case .rawHTML(let text): "html(\(text))"
    case .footnotes(let notes):
      "notes(\(notes.map { "\($0.number):\($0.label) \(blocks($0.content))" }.joined(separator: " ")))"
    case .directive(let call): directive(call)
    case .markup(let text): "markup(\(text))"
    case .figure, .picture, .captioned, .box, .results, .details, .bibliography: "drawn"
    }
  }

  private func item(_ item: List<Draft>.Item) -> String {
    "li\(item.ticked.map { $0 ? "[x]" : "[ ]" } ?? "")(\(blocks(item.content)))"
  }

  private func table(_ table: Table<Draft>) -> String {
    let marks = table.alignments.map { alignment in
      switch alignment {
      case .none: "-"
      case .left: "l"
      case .centre: "c"
      case .right: "r"
      case .decimal: "d"
      }
    }
    let rows = ([table.header] + table.rows).map { $0.map(inlines).joined(separator: "|") }
    return "table[\(marks.joined())](\(rows.joined(separator: "/")))"
  }

  private func directive(_ call: DirectiveCall) -> String {
    let options = call.options.map {
      " \($0.name)@\(file.text($0.nameSpan))=\($0.text)@\(file.text($0.textSpan))"
    }
    return "{\(call.name)@\(file.text(call.nameSpan)) \(call.label ?? "-")@\(file.text(call.labelSpan))"
      + "\(options.joined())}(\(blocks(call.body)))"
  }

  func inlines(_ content: [Inline<Draft>]) -> String { content.map(inline).joined(separator: " ") }

  private func inline(_ inline: Inline<Draft>) -> String {
    switch inline {
    case .text(let text): "'\(text)'"
    case .code(let text): "code(\(text))"
    case .emphasis(let content): "em(\(inlines(content)))"
    case .strong(let content): "strong(\(inlines(content)))"
    case .strikethrough(let content): "del(\(inlines(content)))"
    case .link(let destination, let title, let content): "a[\(destination)|\(title)](\(inlines(content)))"
    case .attachment(let file, _, let content): "file[\(file.name)](\(inlines(content)))"
    case .image(let source, let title, let alternative): "img[\(source)|\(title)|\(alternative)]"
    case .math(let math): "$\(math.tex)@\(file.text(math.span))$"
    case .softBreak: "~"
    case .lineBreak: "br"
    case .footnoteReference(let label, let number): "^\(number):\(label)"
    case .role(let role): "{\(role.name)@\(file.text(role.nameSpan)) \(role.text)@\(file.text(role.textSpan))}"
    case .value(let text, _, _): text
    case .markup(let text): "markup(\(text))"
    case .verdict: "verdict"
    case .sketch: "sketch"
    }
  }
}
