import CMarkdown
import Foundation
import Testing

@testable import Document
@testable import Numerics
@testable import Source
@testable import Syntax

/// What is read of Markdown, written again as HTML, against what cmark-gfm itself writes of it.
@Suite("Markdown as CommonMark and GitHub have it")
struct CommonMarkTests {
  @Test func `is read as the reference implementation reads it`() throws {
    let parts = [
      "a", "b c", "*", "**", "_", "`", "``", "\n", "\n", "\n\n", "\n\n", "  \n", "\\\n", "> ", "- ", "1. ", "  ",
      "    ",
      "# ", "## ", "===\n", "---\n", "***\n", "[a](b)", "[a](<b c> \"t\")", "![a *b*](c \"d\")", "[x]",
      "\n\n[x]: /y 't'\n\n",
      "~~", "https://a.org/b", "<https://c.org>", "<b>", "\n\n<div>\n", "```\n", "```swift\n", "~~~\n",
      "\n\n| a | b |\n|:--|--:|\n| *c* | d |\n",
      "| e \\| f |\n", "- [ ] ", "- [x] ", "&amp;", "&#42;", "\\*", "ü", "\t",
    ]
    var generator = Generator(seed: 3)
    for _ in 0..<4_000 {
      let count = 2 + Int(generator.next() % 14)
      let text = (0..<count).map { _ in parts[Int(generator.next() % UInt64(parts.count))] }.joined()
      #expect(Self.normal(Self.read(text)) == Self.normal(Self.reference(text)), "\(text.debugDescription)")
    }
  }

  private struct Example: Decodable {
    var markdown: String
    var html: String
    var section: String
  }

  private static let specification = ProcessInfo.processInfo.environment["COMMONMARK_SPEC"]

  /// `COMMONMARK_SPEC=spec.json swift test --filter CommonMarkTests`, with the examples of the specification as JSON.
  @Test(.enabled(if: specification != nil)) func `is read as the examples of the specification say`() throws {
    let data = try Data(contentsOf: URL(filePath: Self.specification ?? ""))
    let examples = try JSONDecoder().decode([Example].self, from: data)
    var differences: [String: Int] = [:]
    for example in examples {
      let isSame = Self.normal(Self.read(example.markdown)) == Self.normal(example.html)
      differences[example.section, default: 0] += isSame ? 0 : 1
      #expect(
        isSame,
        """
        \(example.section): \(example.markdown.debugDescription)
        \(Self.normal(Self.read(example.markdown)))
        \(Self.normal(example.html))
        """)
    }
    print(
      "of \(examples.count) examples \(differences.values.reduce(0, +)) differ: \(differences.filter { $0.value > 0 })")
  }

  private static func read(_ text: String) -> String {
    let body = "---\nraw-html: true\n---\n\n" + text
    let chapter = ChapterReader.read(SourceFile(path: "a.md", text: body)).chapter
    let title = chapter.title.map { PlainHTML.block(.heading(Self.heading($0))) } ?? ""
    return title + PlainHTML.blocks(chapter.blocks)
  }

  private static func heading(_ title: [Inline<Draft>]) -> Heading<Draft> {
    Heading(level: 1, file: SourceFile(path: "", text: ""), span: 0..<0, content: title)
  }

  private static func reference(_ text: String) -> String {
    let tree = MarkdownTree(Array(text.utf8))
    return withExtendedLifetime(tree) {
      guard let html = cmark_render_html(tree.root.pointer, CMARK_OPT_UNSAFE, nil) else { return "" }
      defer { free(html) }
      return String(cString: html)
    }
  }

  private static func normal(_ html: String) -> String {
    let plain = html.replacingOccurrences(of: "\u{FFFD}", with: "").replacingOccurrences(of: "<!-- c -->", with: " ")
    // No space stands beside a tag.
    return plain.split(whereSeparator: \.isWhitespace).reduce(into: "") { text, word in
      let isApart = text.utf8.last != UInt8(ascii: ">") && word.utf8.first != UInt8(ascii: "<")
      text += text.isEmpty || !isApart ? word : " \(word)"
    }
  }
}

/// Blocks as the plain HTML that cmark writes.
private enum PlainHTML {
  static func blocks(_ blocks: [Block<Draft>]) -> String { blocks.map(block).joined() }

  static func block(_ block: Block<Draft>) -> String {
    switch block {
    case .heading(let heading): "<h\(heading.level)>\(inlines(heading.content))</h\(heading.level)>\n"
    case .paragraph(let content): "<p>\(inlines(content))</p>\n"
    case .list(let list): self.list(list)
    case .code(let language, let text): code(text, language: language)
    case .quote(let content): "<blockquote>\n\(blocks(content))</blockquote>\n"
    case .table(let table): self.table(table)
    case .thematicBreak: "<hr />\n"
    case .markup(let text): text
    default: "<!-- \(block) -->"
    }
  }

  private static func code(_ text: String, language: String) -> String {
    let word = language.prefix { !$0.isWhitespace }
    return
      "<pre><code\(word.isEmpty ? "" : " class=\"language-\(escape(String(word)))\"")>\(escape(text))</code></pre>\n"
  }

  private static func list(_ list: List<Draft>) -> String {
    let tag = list.start == nil ? "ul" : "ol"
    let start = list.start.map { $0 == 1 ? "" : " start=\"\($0)\"" } ?? ""
    let items = list.items.map { item in
      let box = item.ticked.map { "<input type=\"checkbox\" \($0 ? "checked=\"\" " : "")disabled=\"\" /> " } ?? ""
      let content = item.content.map { block in
        if list.isTight, case .paragraph(let content) = block { inlines(content) + "\n" } else { self.block(block) }
      }
      return "<li>\(box)\(content.joined())</li>\n"
    }
    return "<\(tag)\(start)>\n\(items.joined())</\(tag)>\n"
  }

  private static func table(_ table: Table<Draft>) -> String {
    func row(_ cells: [[Inline<Draft>]], _ tag: String) -> String {
      let content = cells.enumerated().map { index, cell in
        let alignment = table.alignments[index]
        let style = alignment == .none ? "" : " align=\"\(alignment == .centre ? "center" : "\(alignment)")\""
        return "<\(tag)\(style)>\(inlines(cell))</\(tag)>\n"
      }
      return "<tr>\n\(content.joined())</tr>\n"
    }
    let body = table.rows.isEmpty ? "" : "<tbody>\n\(table.rows.map { row($0, "td") }.joined())</tbody>\n"
    return "<table>\n<thead>\n\(row(table.header, "th"))</thead>\n\(body)</table>\n"
  }

  private static func inlines(_ content: [Inline<Draft>]) -> String { content.map(inline).joined() }

  private static func inline(_ inline: Inline<Draft>) -> String {
    switch inline {
    case .text(let text): escape(text)
    case .code(let text): "<code>\(escape(text))</code>"
    case .emphasis(let content): "<em>\(inlines(content))</em>"
    case .strong(let content): "<strong>\(inlines(content))</strong>"
    case .strikethrough(let content): "<del>\(inlines(content))</del>"
    case .link(let destination, let title, let content):
      "<a href=\"\(address(destination))\"\(attribute("title", title))>\(inlines(content))</a>"
    case .image(let source, let title, let alternative):
      "<img src=\"\(address(source))\" alt=\"\(escape(alternative))\"\(attribute("title", title)) />"
    case .softBreak: "\n"
    case .lineBreak: "<br />\n"
    case .markup(let text): text
    default: "<!-- \(inline) -->"
    }
  }

  private static func attribute(_ name: String, _ value: String) -> String {
    value.isEmpty ? "" : " \(name)=\"\(escape(value))\""
  }

  private static func address(_ text: String) -> String { escape(HTML.destination(text) ?? text) }

  private static func escape(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;").replacing(
      "\"", with: "&quot;")
  }
}
