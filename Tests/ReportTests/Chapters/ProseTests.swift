import Foundation
import Testing

@testable import Document
@testable import Source
@testable import Syntax

/// The prose of a chapter: what it says in its own words, without formulae, code, settings and computed numbers.
private struct Prose {
  private(set) var pieces: [String] = []

  init(of file: SourceFile) { add(ChapterReader.read(file).chapter.blocks) }

  private mutating func add(_ blocks: [Block<Draft>]) {
    for block in blocks {
      switch block {
      case .heading(let heading): add(heading.content)
      case .paragraph(let content): add(content)
      case .list(let list): list.items.forEach { add($0.content) }
      case .definitions(let definitions):
        for definition in definitions {
          add(definition.term)
          definition.meanings.forEach { add($0) }
        }
      case .quote(let content): add(content)
      case .table(let table): ([table.header] + table.rows).forEach { $0.forEach { add($0) } }
      case .footnotes(let notes): notes.forEach { add($0.content) }
      case .directive(let call): add(call)
      case .code, .equation, .thematicBreak, .rawHTML, .markup, .picture: break
      // A draft as it is read holds none of these: directives make them.
      case .figure, .captioned, .box, .results, .details, .bibliography: break
      }
    }
  }

  /// A definition may name its numbers; everything else takes them from results.
  private mutating func add(_ call: DirectiveCall) {
    if call.name == "definition" { return }
    for option in call.options where ["alt", "title"].contains(option.name) {
      pieces.append(Template(option.text, start: 0, file: call.file).text(filling: " "))
    }
    add(call.body)
  }

  private mutating func add(_ content: [Inline<Draft>]) {
    for inline in content {
      switch inline {
      case .text(let text): pieces.append(text)
      case .emphasis(let inner), .strong(let inner), .strikethrough(let inner), .link(_, _, let inner),
        .attachment(_, _, let inner):
        add(inner)
      case .code, .image, .math, .softBreak, .lineBreak, .footnoteReference, .role, .value, .verdict, .markup, .sketch:
        break
      }
    }
  }

  /// Runs of digits that are not a year, a name such as C1, T7 or S4D, and no identifier of a publication.
  var numbers: [String] {
    pieces.flatMap { piece in
      piece.replacing(/\$[^$]*\$|`[^`]*`/, with: " ").replacing(/\barXiv \d+\.\d+/, with: " ")
        .replacing(/\b(1[5-9]|20)\d\d\b/, with: " ").replacing(/\b[CT][1-7]\b/, with: " ").replacing("S4D", with: " ")
        .matches(of: /\d+/).map { "\($0.output) in '\(piece)'" }
    }
  }
}

@Suite("The prose of the chapters")
struct ProseTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "chapters")

  static let chapters: [String] = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [])
    .filter { $0.hasSuffix(".md") }.sorted()

  private func file(_ name: String) throws -> SourceFile {
    SourceFile(path: name, text: try String(contentsOf: Self.folder.appending(path: name), encoding: .utf8))
  }

  @Test(arguments: chapters) func `takes every number from a result`(name: String) throws {
    #expect(Prose(of: try file(name)).numbers == [])
  }

  @Test func `a number that is written by hand is found, wherever it stands`() {
    let text = """
      # Half of 5 lags

      Since 1997, by T1 and $x = 4$, it is 12 % or {value}`a.b %.1f`, with `code 3`.

      ```{figure} f
      plot: curves(of: bias, curve: profile)
      alt: 6 curves, {value}`a.b`.

      A caption of 7 words.
      ```

      ```{definition} d
      One of 8.
      ```
      """
    let numbers = Prose(of: SourceFile(path: "a.md", text: text)).numbers.compactMap { $0.first }
    #expect(numbers == ["1", "6", "7"])
  }
}
