import Core

/// {cite}`wang2023`: a citation in parentheses.
struct CitationRole: Role {
  static let name = "cite"
  static let summary = "cites works of the bibliography in parentheses, commas between them, with a page if need be"
  static let example = "{cite}`wang2023 p. 5, yan2020`"

  private let works: [Citation]

  init(_ call: RoleCall) { works = Citation.list(in: call) }

  var citations: [String] { works.map(\.key) }
  func check(in book: BookIndex) -> [Mistake] { book.bibliography.mistakes(in: works) }

  func inlines(in index: BookIndex, _ results: Results) -> [Inline<Final>] {
    index.bibliography.citation(works, isTextual: false)
  }
}

/// {citet}`wang2023`: a citation as part of the sentence.
struct TextualCitationRole: Role {
  static let name = "citet"
  static let summary = "cites works of the bibliography as part of the sentence"
  static let example = "{citet}`wang2023`"

  private let works: [Citation]

  init(_ call: RoleCall) { works = Citation.list(in: call) }

  var citations: [String] { works.map(\.key) }
  func check(in book: BookIndex) -> [Mistake] { book.bibliography.mistakes(in: works) }

  func inlines(in index: BookIndex, _ results: Results) -> [Inline<Final>] {
    index.bibliography.citation(works, isTextual: true)
  }
}

extension Bibliography {
  /// Citations of what is not there.
  fileprivate func mistakes(in works: [Citation]) -> [Mistake] {
    works.filter { entries[$0.key] == nil }.map { work in
      let remedy =
        isThere
        ? Suggestion.remedy(for: work.key, among: Array(entries.keys))
        : "list the works with ```{bibliography} and file: references.bib"
      return Mistake(
        .unresolvedCitation,
        SettingProblem("no work is called '\(work.key)'", remedy: remedy, span: work.keySpan))
    }
  }
}
