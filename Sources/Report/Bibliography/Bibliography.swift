/// The works that a book may cite, those that it cites, and how.
struct Bibliography: Sendable {
  enum Style: String, CaseIterable, Sendable {
    /// (Wang and Yan, 2023)
    case authorYear = "author-year"
    /// [1], in the order of the text
    case numeric
  }

  private(set) var entries: [String: BibliographyEntry] = [:]
  /// Keys in the order in which the text cites them first.
  private(set) var cited: [String] = []
  private var style: Style?
  private var positions: [String: Int] = [:]
  /// "a" and "b" for works of the same authors and year.
  private var suffixes: [String: String] = [:]

  var isThere: Bool { style != nil }

  /// Adds the works of one file; the style of the first file is that of the book. Gives the keys that were there before.
  mutating func add(_ works: [BibliographyEntry], style: Style) -> [(new: BibliographyEntry, old: BibliographyEntry)] {
    self.style = self.style ?? style
    var repeated: [(BibliographyEntry, BibliographyEntry)] = []
    for work in works {
      if let old = entries[work.key] { repeated.append((work, old)) } else { entries[work.key] = work }
    }
    return repeated
  }

  mutating func cite(_ key: String) {
    guard entries[key] != nil, positions[key] == nil else { return }
    cited.append(key)
    positions[key] = cited.count
  }

  /// Tells works of the same authors and year apart; call it once everything is cited.
  mutating func finish() {
    let works = cited.compactMap { entries[$0] }
    for group in Dictionary(grouping: works, by: { "\($0.authorText) \($0.year)" }).values where group.count > 1 {
      for (index, work) in group.sorted(by: { ($0.sortKey, $0.key) < ($1.sortKey, $1.key) }).enumerated() {
        suffixes[work.key] = index < 26 ? String(UnicodeScalar(UInt8(97 + index))) : "-\(index + 1)"
      }
    }
  }

  static func anchor(_ key: String) -> String { "ref-\(Label.slug(key))" }

  /// Some of `keys` as their list shows them, in its order.
  func items(among keys: Set<String>) -> [BibliographyItem<Final>] {
    let works = cited.filter(keys.contains).compactMap { entries[$0] }
    let ordered = style == .numeric ? works : works.sorted { ($0.sortKey, $0.key) < ($1.sortKey, $1.key) }
    return ordered.map { work in
      BibliographyItem(
        id: Self.anchor(work.key), marker: style == .numeric ? "[\(positions[work.key] ?? 0)]" : "",
        content: work.reference(yearSuffix: suffixes[work.key] ?? ""))
    }
  }

  /// A citation in the text: in parentheses, or as part of the sentence.
  func citation(_ works: [Citation], isTextual: Bool) -> [Inline<Final>] {
    let parts = works.map { work -> [Inline<Final>] in
      guard let entry = entries[work.key] else { return [.code(work.key)] }
      let locator = work.locator.isEmpty ? "" : ", \(work.locator)"
      if style == .numeric {
        let number = String(positions[work.key] ?? 0)
        return isTextual
          ? [.text("\(entry.authorText) ["), link(work.key, number), .text("\(locator)]")]
          : [link(work.key, number)] + (locator.isEmpty ? [] : [.text(locator)])
      }
      let year = entry.year + (suffixes[work.key] ?? "")
      return isTextual
        ? [.text("\(entry.authorText) ("), link(work.key, year), .text("\(locator))")]
        : [link(work.key, "\(entry.authorText), \(year)")] + (locator.isEmpty ? [] : [.text(locator)])
    }
    if isTextual { return Array(parts.joined(separator: [.text(", ")])) }
    let isNumeric = style == .numeric
    return [.text(isNumeric ? "[" : "(")] + parts.joined(separator: [.text(isNumeric ? ", " : "; ")])
      + [.text(isNumeric ? "]" : ")")]
  }

  private func link(_ key: String, _ text: String) -> Inline<Final> {
    .link(destination: "#\(Self.anchor(key))", title: "", [.text(text)])
  }
}

/// One work in a citation, `wang2023 p. 5`.
struct Citation: Sendable {
  var key: String
  var keySpan: Range<Int>
  /// "p. 5", empty for the work as a whole.
  var locator: String

  /// The works of a role's text, which commas separate.
  static func list(in call: RoleCall) -> [Citation] {
    var start = call.textSpan.lowerBound
    return call.text.split(separator: ",", omittingEmptySubsequences: false).compactMap { part in
      defer { start += part.utf8.count + 1 }
      let lead = part.prefix { $0 == " " }.utf8.count
      let words = part.split(separator: " ", maxSplits: 1)
      guard let key = words.first else { return nil }
      let keyStart = start + lead
      return Citation(
        key: String(key), keySpan: keyStart..<keyStart + key.utf8.count,
        locator: words.count > 1 ? words[1].trimmed : "")
    }
  }
}
