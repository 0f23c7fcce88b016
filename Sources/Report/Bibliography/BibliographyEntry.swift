/// What a bibliography says of one work.
struct BibliographyEntry: Sendable {
  let key: String
  let source: BibTeXEntry
  let authors: [PersonName]
  private let hasOthers: Bool
  let year: String
  /// By which entries are put in order.
  private(set) var sortKey = ""

  init(_ entry: BibTeXEntry) {
    key = entry.key
    source = entry
    (authors, hasOthers) = PersonName.list(entry.fields["author"] ?? entry.fields["editor"] ?? "")
    year =
      entry.fields["year"].map(TeXText.plain) ?? entry.fields["date"].map { String($0.prefix(4)) } ?? "n.d."
    sortKey = (authors.map { "\($0.last) \($0.first)" } + [year, field("title") ?? key]).joined(separator: " ")
      .lowercased()
  }

  /// "Wang and Yan", "Bai et al.", or the title where nobody signs.
  var authorText: String {
    let names = authors.map(\.last)
    if names.isEmpty { return field("title") ?? key }
    if names.count > 2 || hasOthers { return "\(names[0]) et al." }
    return names.joined(separator: " and ")
  }

  /// "Wang, S. and Yan, Z. (2023a). *Title*. Venue, 12(3):45–67."
  func reference(yearSuffix: String) -> [Inline<Final>] {
    var names = authors.map(\.inverted)
    if hasOthers { names.append("et al.") }
    let list =
      names.count > 1 && !hasOthers
      ? names.dropLast().joined(separator: ", ") + " and \(names[names.count - 1])" : names.joined(separator: ", ")
    var inlines: [Inline<Final>] = [.text(list.isEmpty ? "" : "\(list) "), .text("(\(year)\(yearSuffix)). ")]
    if let title = field("title") { inlines += [.emphasis(Self.withMathematics(title, source.file)), .text(".")] }
    let venue = self.venue
    if !venue.isEmpty { inlines.append(.text(" \(venue).")) }
    if let (text, address) = link {
      inlines += [.text(" "), .link(destination: address, title: "", [.text(text)]), .text(".")]
    }
    return inlines.filter { if case .text("") = $0 { false } else { true } }
  }

  private var venue: String {
    var parts: [String] = []
    if let journal = field("journal") ?? field("journaltitle") {
      var place = journal
      if let volume = field("volume") { place += " \(volume)" + (field("number").map { "(\($0))" } ?? "") }
      parts.append(place)
    } else if let book = field("booktitle") {
      parts.append("In \(book)" + (field("volume").map { ", volume \($0)" } ?? ""))
    }
    if let school = field("school") ?? field("institution") {
      let kind = ["phdthesis": "PhD thesis", "mastersthesis": "Master’s thesis", "techreport": "Technical report"]
      parts.append((kind[source.type].map { "\($0), " } ?? "") + school)
    }
    if let edition = field("edition") { parts.append("\(edition) edition") }
    if let publisher = field("publisher") ?? field("organization") { parts.append(publisher) }
    if let how = field("howpublished"), !how.contains("http") { parts.append(how) }
    if let pages = field("pages") { parts.append("pages \(Self.withDashes(pages))") }
    return parts.joined(separator: ", ")
  }

  /// The text with a dash between numbers.
  private static func withDashes(_ pages: String) -> String {
    let parts = pages.split(separator: "-", omittingEmptySubsequences: false)
    return parts.dropFirst().reduce(into: String(parts[0])) { text, part in
      text += text.last?.isNumber == true && part.first?.isNumber == true ? "–\(part)" : "-\(part)"
    }
  }

  private var link: (text: String, address: String)? {
    if let doi = source.fields["doi"]?.trimmed {
      let addresses = ["https://", "http://"].flatMap { ["\($0)doi.org/", "\($0)dx.doi.org/"] }
      let name = addresses.first(where: doi.hasPrefix).map { String(doi.dropFirst($0.count)) } ?? doi
      return ("doi:\(name)", "https://doi.org/\(name)")
    }
    if let eprint = source.fields["eprint"]?.trimmed, source.fields["archiveprefix"]?.lowercased() != "jstor" {
      return ("arXiv:\(eprint)", "https://arxiv.org/abs/\(eprint)")
    }
    guard let url = source.fields["url"]?.trimmed, HTML.destination(url) != nil else { return nil }
    return (url, url)
  }

  private func field(_ name: String) -> String? {
    source.fields[name].map(TeXText.plain).flatMap { $0.isEmpty ? nil : $0 }
  }

  /// The text with what stands between dollar signs as formulae.
  private static func withMathematics(_ text: String, _ file: SourceFile) -> [Inline<Final>] {
    let parts = text.split(separator: "$", omittingEmptySubsequences: false)
    guard parts.count > 1, parts.count % 2 == 1 else { return [.text(text)] }
    return parts.enumerated().filter { !$0.element.isEmpty }.map { index, part in
      index % 2 == 0 ? .text(String(part)) : .math(Math(tex: String(part), span: 0..<0, file: file))
    }
  }
}
