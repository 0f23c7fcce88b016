/// Who wrote a report, when and under what terms, as the front matter of its preface says.
package struct Byline: Sendable, Equatable {
  package struct Author: Sendable, Equatable {
    package var name: String
    /// Where the author works; empty where that is not said.
    package var affiliation: String

    package init(name: String, affiliation: String = "") {
      self.name = name
      self.affiliation = affiliation
    }
  }

  package var authors: [Author]
  /// "2026-11-28", empty where it is not said.
  package var date: String
  package var abstract: String
  package var keywords: [String]
  package var licence: String
  package var language: Language

  package init(
    authors: [Author] = [], date: String = "", abstract: String = "", keywords: [String] = [], licence: String = "",
    language: Language = .english
  ) {
    self.authors = authors
    self.date = date
    self.abstract = abstract
    self.keywords = keywords
    self.licence = licence
    self.language = language
  }

  /// The affiliations, each once, in the order of the authors.
  package var affiliations: [String] {
    authors.map(\.affiliation).reduce(into: []) { if !$1.isEmpty, !$0.contains($1) { $0.append($1) } }
  }

  /// "2026", empty where no date is given.
  package var year: String { String(date.prefix(4)) }

  /// The report as an entry of a BibTeX file.
  package func bibTeX(title: String) -> String {
    let name = authors.first?.name.split(separator: " ").last.map(String.init) ?? "report"
    let key = "\(Label.slug(name))\(year)"
    let fields = [
      ("title", "{\(title)}"), ("author", authors.map(\.name).joined(separator: " and ")), ("year", year),
      ("institution", affiliations.joined(separator: "; ")), ("keywords", keywords.joined(separator: ", ")),
    ].filter { !$0.1.isEmpty && $0.1 != "{}" }
    let lines = fields.map { "  \($0.0) = {\(Self.escaped($0.1))}" }
    return "@misc{\(key),\n\(lines.joined(separator: ",\n"))\n}"
  }

  /// Text in which no sign is a command of TeX, but for the braces that keep capitals.
  private static func escaped(_ text: String) -> String {
    text.map { "&%$#_".contains($0) ? "\\\($0)" : String($0) }.joined()
  }
}
