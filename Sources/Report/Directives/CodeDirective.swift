import Basics
import Book
import Document
import Settings
import Source
import Syntax

/// `{code}`: a listing of a file or of a code block, with number and caption.
package struct CodeDirective: Directive {
  package static let name = "code"
  package static let summary =
    "lists a file of the project, or the code block in its body; the rest of the body is the caption"
  package static let textOptions: Set<String> = ["file"]
  package static let counter: String? = "Listing"
  package static let isLabelForReferences = true
  package static let example = """
    ````{code} loop

    ```swift
    for seed in 1...5 { train(seed) }
    ```

    One run for each seed.
    ````
    """

  package let call: DirectiveCall
  private let language: String
  private let lines: [String]

  package init(_ reading: DirectiveReading) {
    call = reading.call
    let settings = reading.settings()
    let file = settings.text(
      "file", default: "", allowed: "a path from the folder of this file", help: "the file to list")
    language = settings.text("language", default: "", help: "the language of the file, as 'python'")
    let range = settings.counts(
      "lines", default: [], 1...1_000_000, most: 100_000, help: "the lines of the file to list; all by default")
    reading.finish(settings)
    lines = Self.lines(of: file, range, in: reading)
    let listings = call.body.filter { if case .code = $0 { true } else { false } }
    if file.isEmpty, listings.isEmpty {
      reading.report(
        Mistake(
          .emptyDirective, "'code' has nothing to list", remedy: "add file: path, or put a code block into its body",
          span: call.nameSpan))
    }
  }

  private static func lines(of file: String, _ range: [Int], in reading: DirectiveReading) -> [String] {
    guard !file.isEmpty, let content = reading.content(ofFile: file, option: "file") else { return [] }
    let (source, diagnostics) = SourceFile.load(content.bytes, path: content.path)
    diagnostics.forEach(reading.note)
    let count = source.lineCount - (source.text.hasSuffix("\n") ? 1 : 0)
    if let beyond = range.first(where: { $0 > count }) {
      reading.report(
        SettingProblem(
          "'\(content.path)' has no line \(beyond)", remedy: "it has \(Words.count(count, "line"))",
          kind: .unresolved, span: reading.span(of: "lines")))
    }
    let numbers = range.isEmpty ? Array(1...max(count, 1)) : range.filter { $0 <= count }
    return numbers.map { source.text(source.bytes(ofLine: $0)) }
  }

  package func blocks(in context: CarryingOut) throws -> [Block<Final>] {
    let listings = call.body.filter { if case .code = $0 { true } else { false } }
    let caption = call.body.filter { if case .code = $0 { false } else { true } }
    let file: [Block<Final>] =
      lines.isEmpty ? [] : [.code(language: language, text: lines.joined(separator: "\n") + "\n")]
    return [
      context.captioned("listing", file + (try context.blocks(listings)), caption: try context.blocks(caption))
    ]
  }
}
