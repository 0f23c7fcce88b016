import Book
import Citations
import Document
import Settings
import Source

/// {cite}`wang2023`: a citation in parentheses.
package struct CitationRole: Role {
  package static let name = "cite"
  package static let summary =
    "cites works of the bibliography in parentheses, separated by semicolons or commas, with words before and pages after"
  package static let example = "{cite}`see wang2023 pp. 5, 9; yan2020 ch. 2`"

  private let text: CitationText

  package init(_ call: RoleCall) { text = CitationText(call) }

  package func citations(in book: BookIndex) -> [String] { book.bibliography.works(in: text).map(\.key) }
  package func check(in book: BookIndex) -> [Mistake] { book.bibliography.mistakes(in: text) }

  package func inlines(in index: BookIndex, _ results: Results) -> [Inline<Final>] {
    index.bibliography.citation(text, isTextual: false, in: index.language)
  }
}

/// {citet}`wang2023`: a citation as part of the sentence.
package struct TextualCitationRole: Role {
  package static let name = "citet"
  package static let summary = "cites works of the bibliography as part of the sentence"
  package static let example = "{citet}`wang2023`"

  private let text: CitationText

  package init(_ call: RoleCall) { text = CitationText(call) }

  package func citations(in book: BookIndex) -> [String] { book.bibliography.works(in: text).map(\.key) }
  package func check(in book: BookIndex) -> [Mistake] { book.bibliography.mistakes(in: text) }

  package func inlines(in index: BookIndex, _ results: Results) -> [Inline<Final>] {
    index.bibliography.citation(text, isTextual: true, in: index.language)
  }
}

extension Bibliography {
  /// Citations of what is not there.
  fileprivate func mistakes(in text: CitationText) -> [Mistake] {
    works(in: text).filter { entries[$0.key] == nil }.map { work in
      let remedy =
        isThere
        ? Suggestion.remedy(for: work.key, among: Array(entries.keys))
          + "; write {cite}`see key pp. 3–5, 9; other ch. 2`"
        : "list the works with ```{bibliography} and file: references.bib"
      return Mistake(
        .unresolvedCitation, "no work is called '\(work.key)'", remedy: remedy, span: work.keySpan)
    }
  }
}
