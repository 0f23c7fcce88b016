import Document

/// The works that a book may cite, those that it cites, and how.
package struct Bibliography: Sendable {
  package enum Style: String, CaseIterable, Sendable {
    /// (Wang and Yan, 2023)
    case authorYear = "author-year"
    /// [1], in the order of the text
    case numeric
  }

  package private(set) var entries: [String: BibliographyEntry] = [:]
  /// Keys in the order in which the text cites them first.
  private(set) var cited: [String] = []
  private var style: Style?
  private var positions: [String: Int] = [:]
  /// "a" and "b" for works of the same authors and year.
  private var suffixes: [String: String] = [:]

  package init() {}

  package var isThere: Bool { style != nil }

  /// Adds the works of one file; the style of the first file is that of the book. Gives the keys that were there before.
  package mutating func add(_ works: WorkList) -> [(new: BibliographyEntry, old: BibliographyEntry)] {
    style = style ?? works.style
    var repeated: [(BibliographyEntry, BibliographyEntry)] = []
    for work in works.entries {
      if let old = entries[work.key] { repeated.append((work, old)) } else { entries[work.key] = work }
    }
    return repeated
  }

  package mutating func cite(_ key: String) {
    guard entries[key] != nil, positions[key] == nil else { return }
    cited.append(key)
    positions[key] = cited.count
  }

  /// Tells works of the same authors and year apart; call it once everything is cited.
  package mutating func finish() {
    let works = cited.compactMap { entries[$0] }
    for group in Dictionary(grouping: works, by: { "\($0.authorText) \($0.year)" }).values where group.count > 1 {
      for (index, work) in group.sorted(by: { ($0.sortKey, $0.key) < ($1.sortKey, $1.key) }).enumerated() {
        suffixes[work.key] = index < 26 ? String(UnicodeScalar(UInt8(97 + index))) : "-\(index + 1)"
      }
    }
  }

  /// Whether it cites the same works in the same way as another, where both have the same entries.
  package func citesLike(_ other: Bibliography) -> Bool {
    style == other.style && cited == other.cited && suffixes == other.suffixes
  }

  /// What another must say alike to cite the same works in the same way, as text.
  package var citations: String {
    let marks = suffixes.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
    return "\(style?.rawValue ?? ""), \(cited.joined(separator: " ")), \(marks.joined(separator: " "))"
  }

  package static func anchor(_ key: String) -> String { "ref-\(Label.slug(key))" }

  /// Some of `keys` as their list shows them, in its order.
  package func items(among keys: Set<String>, in language: Language = .english) -> [BibliographyItem<Final>] {
    let works = cited.filter(keys.contains).compactMap { entries[$0] }
    let ordered = style == .numeric ? works : works.sorted { ($0.sortKey, $0.key) < ($1.sortKey, $1.key) }
    return ordered.map { work in
      BibliographyItem(
        id: Self.anchor(work.key), marker: style == .numeric ? "[\(positions[work.key] ?? 0)]" : "",
        content: work.reference(yearSuffix: style == .numeric ? "" : suffixes[work.key] ?? "", in: language))
    }
  }

  /// The works that a text cites.
  package func works(in text: CitationText) -> [Citation] { text.works { entries[$0] != nil } }

  /// A citation in the text: in parentheses, or as part of the sentence.
  package func citation(_ text: CitationText, isTextual: Bool, in language: Language = .english) -> [Inline<Final>] {
    let works = works(in: text)
    if isTextual { return Array(works.map { textual($0, language) }.joined(separator: [.text(", ")])) }
    let isNumeric = style == .numeric
    var parts: [[Inline<Final>]] = []
    for (index, work) in works.enumerated() {
      if !isNumeric, index > 0, let year = yearAlone(work, after: works[index - 1], language) {
        parts[parts.count - 1] += [.text(", ")] + year
      } else {
        parts.append(parenthetical(work, language))
      }
    }
    // A comma belongs to a locator where there is one.
    let isPlain = isNumeric && works.allSatisfy { $0.locator.isEmpty && $0.prefix.isEmpty }
    return [.text(isNumeric ? "[" : "(")] + parts.joined(separator: [.text(isPlain ? ", " : "; ")])
      + [.text(isNumeric ? "]" : ")")]
  }

  /// The year of a work, which is all of it behind another of the same authors; nil where it is not.
  private func yearAlone(_ work: Citation, after other: Citation, _ language: Language) -> [Inline<Final>]? {
    guard let entry = entries[work.key], let previous = entries[other.key], entry.authorText == previous.authorText,
      !entry.authors.isEmpty, work.prefix.isEmpty, other.locator.isEmpty
    else { return nil }
    return [link(work.key, [.text(entry.year(suffix: suffixes[work.key] ?? "", in: language))])]
      + locator(work, language)
  }

  /// ", p. 12"; a number alone is a page.
  private func locator(_ work: Citation, _ language: Language) -> [Inline<Final>] {
    let text = work.locator
    if text.isEmpty { return [] }
    let isBare = text.allSatisfy { $0.isNumber || " ,–-".contains($0) } && text.contains(where: \.isNumber)
    if !isBare { return [.text(", \(text)")] }
    return [.text(", " + language(text.allSatisfy(\.isNumber) ? "p. {1}" : "pp. {1}", text))]
  }

  private func textual(_ work: Citation, _ language: Language) -> [Inline<Final>] {
    guard let entry = entries[work.key] else { return [.code(work.key)] }
    let isNumeric = style == .numeric
    let number =
      isNumeric ? String(positions[work.key] ?? 0) : entry.year(suffix: suffixes[work.key] ?? "", in: language)
    return prefix(work) + entry.authorInlines(in: language)
      + [.text(isNumeric ? " [" : " ("), link(work.key, [.text(number)])] + locator(work, language)
      + [.text(isNumeric ? "]" : ")")]
  }

  private func parenthetical(_ work: Citation, _ language: Language) -> [Inline<Final>] {
    guard let entry = entries[work.key] else { return [.code(work.key)] }
    let locator = self.locator(work, language)
    if style == .numeric { return prefix(work) + [link(work.key, [.text(String(positions[work.key] ?? 0))])] + locator }
    let year = entry.year(suffix: suffixes[work.key] ?? "", in: language)
    let authors = entry.authorInlines(in: language)
    let words = authors.plainText + ", \(year)"
    return prefix(work) + [link(work.key, authors.count == 1 ? [.text(words)] : authors + [.text(", \(year)")])]
      + locator
  }

  private func prefix(_ work: Citation) -> [Inline<Final>] { work.prefix.isEmpty ? [] : [.text("\(work.prefix) ")] }

  private func link(_ key: String, _ text: [Inline<Final>]) -> Inline<Final> {
    .link(destination: "#\(Self.anchor(key))", title: "", text)
  }
}
