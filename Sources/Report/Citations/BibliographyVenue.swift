import Basics
import Document

/// Where and by whom a work was published, "In Guyon, I. (ed.), The Volume, 2nd edition, Curran, pages 10–12".
struct BibliographyVenue {
  private let entry: BibTeXEntry
  /// Whether the editors stand where authors would, and so are not named again.
  private let editorsSign: Bool

  private let language: Language

  init(_ entry: BibTeXEntry, editorsSign: Bool, language: Language) {
    self.entry = entry
    self.language = language
    self.editorsSign = editorsSign
  }

  var text: String {
    let parts = [
      journal ?? volume, thesis, entry.field("chapter").map { language("chapter {1}", $0) }, edition, version,
      entry.field("publisher") ?? entry.field("organization"), entry.field("address") ?? entry.field("location"), how,
      pages,
    ]
    return parts.compactMap(\.self).joined(separator: ", ").capitalised
  }

  /// "J. Memory 3(2)".
  private var journal: String? {
    guard let journal = entry.field("journal") ?? entry.field("journaltitle") else { return nil }
    let number = (entry.field("number") ?? entry.field("issue")).map { "(\($0))" } ?? ""
    return journal + (entry.field("volume").map { " \($0)\(number)" } ?? "")
  }

  /// "In Guyon, I. (ed.), The Volume, volume 3 of Lecture Notes".
  private var volume: String? {
    let series = entry.field("series").map { series in
      let number = entry.field("volume") ?? entry.field("number")
      return number.map { language("volume {1} of {2}", $0, series) } ?? series
    }
    let number = series ?? entry.field("volume").map { language("volume {1}", $0) }
    // The volume itself says by this field what its parts stand in.
    let isVolume = ["book", "proceedings", "collection"].contains(entry.type)
    let book = isVolume ? nil : entry.field("booktitle") ?? entry.field("maintitle")
    guard let book else { return [editors, number].compactMap(\.self).joined(separator: ", ").nonEmpty }
    return language["In"] + " " + [editors, book, number].compactMap(\.self).joined(separator: ", ")
  }

  private var editors: String? {
    guard !editorsSign, let field = entry.fields["editor"] else { return nil }
    let (names, hasOthers) = PersonName.list(field)
    if names.isEmpty { return nil }
    return
      "\(PersonName.text(of: names, hasOthers: hasOthers, in: language)) (\(language[names.count > 1 || hasOthers ? "eds." : "ed."]))"
  }

  /// "Diploma thesis, TU".
  private var thesis: String? {
    let kinds = [
      "phdthesis": "PhD thesis", "mastersthesis": "Master’s thesis", "thesis": "Thesis",
      "techreport": "Technical report", "report": "Report", "patent": "Patent",
    ]
    let named = ["phdthesis": "PhD thesis", "mathesis": "Master’s thesis", "techreport": "Technical report"]
    let type = entry.field("type").map { language[named[$0] ?? $0] } ?? kinds[entry.type].map { language[$0] }
    let isReport = ["techreport", "report", "patent"].contains(entry.type)
    let numbered = type.map { $0 + (isReport ? entry.field("number").map { " \($0)" } ?? "" : "") }
    return [numbered, entry.field("school") ?? entry.field("institution")].compactMap(\.self).joined(separator: ", ")
      .nonEmpty
  }

  /// "2nd edition".
  private var edition: String? {
    guard let edition = entry.field("edition") else { return nil }
    if edition.lowercased().contains("edition") { return edition }
    guard let number = Int(edition) else {
      return language("{1} edition", "\(edition.prefix(1).lowercased())\(edition.dropFirst())")
    }
    // Only English writes ordinal numbers with letters.
    if language != .english { return language("{1} edition", "\(number).") }
    let ending =
      switch (number % 100, number % 10) {
      case (11...13, _): "th"
      case (_, 1): "st"
      case (_, 2): "nd"
      case (_, 3): "rd"
      default: "th"
      }
    return "\(number)\(ending) edition"
  }

  /// What `howpublished` says in words; an address in it is a link behind them.
  private var how: String? {
    entry.verbatim("howpublished").flatMap { $0.hasPrefix("http") ? nil : entry.field("howpublished") }
  }

  private var pages: String? {
    guard let pages = entry.field("pages") else { return entry.field("eid").map { language("article {1}", $0) } }
    let text = Self.withDashes(pages)
    return text.allSatisfy { $0.isLetter || $0.isNumber } ? language("page {1}", text) : language("pages {1}", text)
  }

  /// "Version 1.2" of a program or a set of data.
  private var version: String? {
    entry.field("version").map { $0.first?.isNumber == true ? "Version \($0)" : $0 }
  }

  /// The text with a dash between numbers, however many hyphens and spaces stand there.
  static func withDashes(_ pages: String) -> String {
    let signs = Array(pages.unicodeScalars)
    var text = String.UnicodeScalarView()
    var place = 0
    while place < signs.count {
      text.append(signs[place])
      let next = isDigit(signs[place]) ? dash(in: signs, from: place + 1) : nil
      if next != nil { text.append("–") }
      place = next ?? place + 1
    }
    return String(text)
  }

  /// Where the number behind a dash begins, where one stands at `start` and a number behind it.
  private static func dash(in signs: [Unicode.Scalar], from start: Int) -> Int? {
    let begin = signs[start...].firstIndex { !$0.properties.isWhitespace } ?? signs.count
    let hyphens = signs[begin...].prefix { $0 == "-" }.count
    let length = hyphens == 0 && signs[begin...].first == "–" ? 1 : hyphens
    guard length > 0, let end = signs[(begin + length)...].firstIndex(where: { !$0.properties.isWhitespace }) else {
      return nil
    }
    return isDigit(signs[end]) ? end : nil
  }

  private static func isDigit(_ sign: Unicode.Scalar) -> Bool { ("0"..."9").contains(sign) }
}

extension String {
  fileprivate var nonEmpty: String? { isEmpty ? nil : self }
}
