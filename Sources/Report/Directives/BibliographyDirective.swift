import Basics
import Book
import Citations
import Document
import Settings
import Source
import Syntax

/// `{bibliography}`: the works of a BibTeX file that the book cites.
package struct BibliographyDirective: Directive {
  package static let name = "bibliography"
  package static let summary = "lists the works of a BibTeX file that the book cites"
  package static let textOptions: Set<String> = ["file"]
  package static let example = """
    The argument is that of {citet}`example2023`, see also {cite}`example2023 p. 5`.

    ```{bibliography}
    file: references.bib
    style: author-year
    ```
    """

  package let call: DirectiveCall
  package let works: WorkList?

  package init(_ reading: DirectiveReading) {
    call = reading.call
    let settings = reading.settings()
    let file = settings.text(
      "file", default: "references.bib", required: true, allowed: "a path from the folder of this file",
      help: "the BibTeX file")
    let style: Bibliography.Style = settings.choice(
      "style", default: .authorYear, help: "how works are cited; the first bibliography decides for the book")
    let listsAll = settings.flag("all", default: false, help: "whether works that nothing cites are listed too")
    reading.finish(settings)
    guard settings.has("file"), let content = reading.content(ofFile: file, option: "file") else {
      works = WorkList([], style: style, listsAll: listsAll)
      return
    }
    let (source, problems) = SourceFile.load(content.bytes, path: content.path)
    let parser = BibTeXParser(source)
    (problems + parser.diagnostics).forEach(reading.note)
    let entries = Dictionary(parser.entries.map { ($0.key, $0) }) { first, _ in first }
    for entry in parser.entries {
      guard let parent = entry.fields["crossref"]?.trimmed, entries[parent] == nil else { continue }
      reading.note(
        Diagnostic(
          .malformedBibliography, "'\(entry.key)' refers to '\(parent)', which is not in this file",
          remedy: Suggestion.remedy(for: parent, among: Array(entries.keys)), file: source, span: entry.keySpan))
    }
    works = WorkList(
      parser.entries.map { BibliographyEntry($0.inheriting(from: entries)) }, style: style, listsAll: listsAll)
  }

  package func blocks(in context: CarryingOut) throws -> [Block<Final>] {
    let items = context.index.bibliography.items(
      among: Set((works?.entries ?? []).map(\.key)), in: context.language)
    return try context.blocks(call.body) + (items.isEmpty ? [] : [.bibliography(items)])
  }
}
