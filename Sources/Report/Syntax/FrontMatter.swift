import Basics
import Document
import Settings
import Source

/// The settings of a file, between two lines `---` at its start.
package struct FrontMatter: Sendable {
  package static let name = "front-matter"
  package static let summary = "the settings of a file, one a line, between two lines of --- at its start"

  /// Whether HTML is copied into the page; its scripts do not run all the same.
  let passesHTML: Bool
  package let typography: Typography
  /// Warnings that are errors here, and those that are not given.
  package let severities: RuleSeverities
  /// Who wrote the book, and in what language; that of index.md counts.
  package let byline: Byline
  /// The chapters in their order, by the names of their files; none for all in the order of these.
  package let chapters: [Value]
  /// The settings as written; nil if there are none.
  let call: DirectiveCall?

  package static let textOptions: Set<String> = ["authors", "date", "abstract", "keywords", "licence"]

  package init(_ reading: DirectiveReading) {
    let settings = reading.settings()
    passesHTML = settings.flag(
      "raw-html", default: false, help: "whether HTML is copied into the page, rather than shown as text")
    let isSmart = settings.flag(
      "smart", default: false,
      help: "whether straight quotes, -- and ... become those of the book's language; in index.md for the whole book")
    severities = RuleSeverities(
      errors: settings.rules("errors", help: "warnings that count as errors; in index.md for the whole book"),
      ignored: settings.rules("ignore", help: "warnings to suppress; in index.md for the whole book"))
    byline = Byline(settings, in: reading, isSmart: isSmart)
    typography = Typography(isSmart: isSmart, language: byline.language)
    chapters = settings.texts(
      "chapters", example: "[\"why\", \"how\"]",
      help: "in index.md, the names of the chapters' files in their order; without it, all in the order of their names")
    reading.finish(settings)
    call = reading.call.span.isEmpty ? nil : reading.call
  }
}

extension Byline {
  /// Reads what the front matter says of authors, date, terms and language.
  fileprivate init(_ settings: Settings, in reading: DirectiveReading, isSmart: Bool) {
    func text(_ name: String, _ allowed: String, _ help: String) -> String {
      settings.text(name, default: "", allowed: allowed, help: help + ", in index.md")
    }
    func parts(_ text: String, by separator: Character) -> [String] {
      text.split(separator: separator).map { String($0).trimmed }.filter { !$0.isEmpty }
    }
    let authors = text(
      "authors", "names, as Ada Lovelace (Analytical Engines); Charles Babbage",
      "who wrote the book, and where they work")
    let date = text("date", "a date, as 2026-11-28", "the date of the book")
    let abstract = text("abstract", "text", "what the book says, in a paragraph, for its title block")
    let keywords = text("keywords", "words, as memory, recurrent networks", "what the book is about")
    let licence = text("licence", "text, as CC BY 4.0", "the terms under which the book may be used")
    let language = settings.choice(
      "language", default: Language.english, help: "the language of generated words such as Figure, in index.md")
    self.init(
      authors: parts(authors, by: ";").map(Author.init), date: date,
      abstract: isSmart ? Typographer.text(abstract, in: language) : abstract,
      keywords: parts(keywords, by: ","), licence: licence, language: language)
    if !date.isEmpty, date.wholeMatch(of: /[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])/) == nil {
      reading.report(
        SettingProblem(
          "'\(date)' is not a date", remedy: "write year, month and day, as 2026-11-28", kind: .malformed,
          span: reading.span(of: "date")))
    }
  }
}

extension Byline.Author {
  /// Reads "Ada Lovelace (Analytical Engines)".
  fileprivate init(_ text: String) {
    let open = text.hasSuffix(")") ? text.firstIndex(of: "(") : nil
    let place = open.map { String(text[text.index(after: $0)...].dropLast()).trimmed }
    self.init(name: String(text[..<(open ?? text.endIndex)]).trimmed, affiliation: place ?? "")
  }
}

/// The severity of rules where it is not their own.
package struct RuleSeverities: Sendable {
  package var errors: Set<Rule>
  package var ignored: Set<Rule>

  package init(errors: Set<Rule> = [], ignored: Set<Rule> = []) {
    self.errors = errors
    self.ignored = ignored
  }

  /// The message with its severity, nil where it is not to be given.
  package func applied(to diagnostic: Diagnostic) -> Diagnostic? {
    if errors.contains(diagnostic.rule) {
      var diagnostic = diagnostic
      diagnostic.severity = .error
      return diagnostic
    }
    return ignored.contains(diagnostic.rule) ? nil : diagnostic
  }
}

extension Settings {
  fileprivate func rules(_ name: String, help: String) -> Set<Rule> {
    Set(words(name, among: Rule.adjustable.map(\.rawValue), help: help).compactMap(Rule.init))
  }
}

extension ChapterReader {
  /// The settings of a file alone.
  package static func settings(of file: SourceFile) -> FrontMatter {
    var reader = ChapterReader(file: file, shared: Shared(files: ProjectFiles(), budget: 0))
    var passage = Passage(file)
    return reader.frontMatter(of: &passage)
  }

  /// Reads the front matter and takes it from the passage.
  mutating func frontMatter(of passage: inout Passage) -> FrontMatter {
    let fence = Array("---".utf8)[...]
    var call = DirectiveCall.empty(name: FrontMatter.name, file: file)
    if let first = passage.lines.first, first.text.trimmedEnd == fence,
      let second = passage.lines.dropFirst().first, Self.isOption(second.text)
    {
      if let end = passage.lines.dropFirst().firstIndex(where: { $0.text.trimmedEnd == fence }) {
        call.options = options(passage.lines[1..<end].filter { !$0.text.trimmed.isEmpty })
        call.span = first.start..<passage.lines[end].end
        call.nameSpan = first.start..<first.end
        passage.hideLines(through: end)
      } else {
        report(
          .malformedFrontMatter, "this front matter is never closed", remedy: "close it with --- on its own line",
          at: first.start..<first.end)
      }
    } else if let first = passage.lines.first, first.text.trimmedEnd == fence,
      let second = passage.lines.dropFirst().first,
      !second.text.trimmed.isEmpty, passage.lines.dropFirst(2).contains(where: { $0.text.trimmedEnd == fence })
    {
      report(
        .malformedFrontMatter, "expected 'name: value' in the front matter",
        remedy: "write a setting such as ignore: unused-label in each line, or leave a line empty after a rule",
        at: second.start..<second.end)
      if let end = passage.lines.dropFirst(2).firstIndex(where: { $0.text.trimmedEnd == fence }) {
        passage.hideLines(through: end)
      }
    }
    let reading = DirectiveReading(call, textOptions: FrontMatter.textOptions)
    let settings = FrontMatter(reading)
    shared.diagnostics += reading.diagnostics
    return settings
  }
}
