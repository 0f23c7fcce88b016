import Basics
import Document
import Source

/// What a bibliography says of one work.
package struct BibliographyEntry: Sendable {
  package let key: String
  package let source: BibTeXEntry
  /// Those who sign the work; its editors where it has no author.
  let authors: [PersonName]
  private let hasOthers: Bool
  private let areEditors: Bool
  let year: String
  /// "Wang and Yan", "Bai et al.", or the title where nobody signs.
  private(set) var authorText = ""
  /// By which entries are put in order.
  private(set) var sortKey = ""

  package init(_ entry: BibTeXEntry) {
    key = entry.key
    source = entry
    let (authors, hasOthers) = PersonName.list(entry.fields["author"] ?? "")
    areEditors = authors.isEmpty
    (self.authors, self.hasOthers) =
      areEditors ? PersonName.list(entry.fields["editor"] ?? "") : (authors, hasOthers)
    year = Self.short(entry.field("year") ?? entry.field("date").map { String($0.prefix(4)) } ?? Self.noYear)
    let title = entry.field("title") ?? key
    let names = self.authors.isEmpty ? [title] : self.authors.map { "\($0.last) \($0.first)" }
    sortKey = (names + [year, title]).joined(separator: " ").lowercased()
    authorText = Self.short(citedAuthors(in: .english))
  }

  /// What stands for the year of a work without one.
  private static let noYear = "n.d."

  /// "Wang and Yan", "Bai et al.", or the first words of the title where nobody signs.
  private func citedAuthors(in language: Language) -> String {
    let names = authors.map(\.last)
    if names.count > 2 || hasOthers { return "\(names[0]) \(language["et al."])" }
    if !names.isEmpty { return names.joined(separator: " \(language["and"]) ") }
    let words = (source.field("shorttitle") ?? source.field("title") ?? key).split(separator: " ")
    return words.count > 6 ? words.prefix(5).joined(separator: " ") + " …" : words.joined(separator: " ")
  }

  /// The text, cut where no citation is longer: it may stand in the page many times.
  private static func short(_ text: String) -> String {
    text.utf8.count > 200 && text.count > 200 ? text.prefix(200) + "…" : text
  }

  /// The same as running text in a language, with the formulae of a title.
  func authorInlines(in language: Language) -> [Inline<Final>] {
    let text = language == .english ? authorText : Self.short(citedAuthors(in: language))
    return Self.withMathematics(text, source.file)
  }

  /// The title as plain text, empty where it has none.
  package var title: String { (source.field("title") ?? "").replacing(TeXText.dollar, with: "$") }

  /// The reference as plain text, as a list of works has it.
  package var plainReference: String { reference(yearSuffix: "", in: .english).plainText }

  /// "2023a", "n.d.-a".
  func year(suffix: String, in language: Language) -> String {
    let year = self.year == Self.noYear ? language[self.year] : self.year
    return suffix.isEmpty || year.last?.isNumber == true ? year + suffix : "\(year)-\(suffix)"
  }

  /// "Wang, S. and Yan, Z. (2023a). *Title*. Venue, 12(3):45–67."; the title first where nobody signs.
  func reference(yearSuffix: String, in language: Language = .english) -> [Inline<Final>] {
    let title = source.field("title").map { [Inline<Final>.emphasis(Self.withMathematics($0, source.file))] } ?? []
    let year = "(\(year(suffix: yearSuffix, in: language)))."
    var inlines: [Inline<Final>] =
      authors.isEmpty
      ? title + [.text(title.isEmpty ? year : " \(year)")] : [.text("\(signature(in: language)) \(year)")]
    if !authors.isEmpty, !title.isEmpty { inlines += [.text(" ")] + title + [.text(".")] }
    let venue = BibliographyVenue(source, editorsSign: areEditors, language: language).text
    if !venue.isEmpty { inlines += Self.withMathematics(" \(venue)" + (venue.last == "." ? "" : "."), source.file) }
    for (text, address) in links {
      inlines += [
        .text(" "), address.map { .link(destination: $0, title: "", [.text(text)]) } ?? .text(text), .text("."),
      ]
    }
    for note in notes(in: language) {
      inlines += Self.withMathematics(" \(note.capitalised)" + (note.last == "." ? "" : "."), source.file)
    }
    return inlines
  }

  /// "Wang, S. and Yan, Z.", with "(eds.)" behind editors.
  private func signature(in language: Language) -> String {
    let names = PersonName.text(of: authors, hasOthers: hasOthers, in: language)
    return areEditors ? "\(names) (\(language[authors.count > 1 || hasOthers ? "eds." : "ed."]))" : names
  }

  /// Where the work is: its DOI and its preprint, or else its address.
  private var links: [(text: String, address: String?)] {
    var links: [(String, String?)] = []
    if let doi = source.verbatim("doi") {
      let addresses = ["https://", "http://", ""].flatMap { ["\($0)doi.org/", "\($0)dx.doi.org/"] } + ["doi:"]
      let start = addresses.first { doi.lowercased().hasPrefix($0) }.map(\.count) ?? 0
      let name = String(doi.dropFirst(start)).trimmed
      links.append(("doi:\(name)", "https://doi.org/\(name)"))
    }
    if let eprint = source.verbatim("eprint") {
      let archive = source.field("archiveprefix") ?? source.field("eprinttype") ?? "arXiv"
      let isArXiv = archive.lowercased() == "arxiv"
      links.append(
        ("\(isArXiv ? "arXiv" : archive):\(eprint)", isArXiv ? "https://arxiv.org/abs/\(eprint)" : nil))
    }
    let how = source.verbatim("howpublished").flatMap { $0.hasPrefix("http") ? $0 : nil }
    if links.isEmpty, let url = source.verbatim("url") ?? how {
      links.append((url, HTML.destination(url) == nil || !url.contains(":") ? nil : url))
    }
    return links
  }

  private func notes(in language: Language) -> [String] {
    [source.field("note"), source.field("addendum"), source.field("urldate").map { language("Accessed {1}", $0) }]
      .compactMap(\.self)
  }

  /// The text with what stands between dollar signs as formulae.
  private static func withMathematics(_ text: String, _ file: SourceFile) -> [Inline<Final>] {
    let parts = text.split(separator: "$", omittingEmptySubsequences: false)
    func plain(_ text: Substring) -> Inline<Final> { .text(String(text).replacing(TeXText.dollar, with: "$")) }
    guard parts.count > 1, parts.count % 2 == 1 else { return [plain(text[...])] }
    return parts.enumerated().filter { !$0.element.isEmpty }.map { index, part in
      index % 2 == 0 ? plain(part) : .math(Math(tex: String(part), span: 0..<0, file: file))
    }
  }
}

extension BibTeXEntry {
  /// A field as plain text, nil where it is empty.
  func field(_ name: String) -> String? { fields[name].map(TeXText.plain).flatMap { $0.isEmpty ? nil : $0 } }

  /// A field that is an address or a name of the web, in which signs stand for themselves.
  func verbatim(_ name: String) -> String? {
    fields[name].map(TeXText.verbatim).flatMap { $0.isEmpty ? nil : $0 }
  }

  /// The entry with what it lacks from the one that its `crossref` names, whose title is that of the volume.
  package func inheriting(from entries: [String: BibTeXEntry], depth: Int = 0) -> BibTeXEntry {
    guard let name = fields["crossref"]?.trimmed, depth < 8, name != key,
      let parent = entries[name]?.inheriting(from: entries, depth: depth + 1)
    else { return self }
    let own: Set<String> = ["title", "shorttitle", "author", "pages", "doi", "url", "crossref", "note", "eprint"]
    var entry = self
    for (field, value) in parent.fields where !own.contains(field) && entry.fields[field] == nil {
      entry.fields[field] = value
    }
    if entry.fields["booktitle"] == nil { entry.fields["booktitle"] = parent.fields["title"] }
    return entry
  }
}
