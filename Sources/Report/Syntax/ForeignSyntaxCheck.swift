import Basics
import Document
import Source

extension ChapterReader {
  /// Warns of forms of other tools in a block, of which `content` was read.
  mutating func checkSyntax(of text: InlineText, _ content: [Inline<Draft>], upTo end: Int? = nil) {
    let sightings = text.foreignSyntax(upTo: end)
    guard !sightings.isEmpty, shared.diagnostics.count < Self.most else { return }
    let plain = sightings.contains { $0.remains != nil } ? content.textAlone : ""
    var remains: [String: Bool] = [:]
    var links: Set<Substring> = []
    if sightings.contains(where: { $0.form == .undefinedLink }) {
      links = Set(plain.split(separator: "]", omittingEmptySubsequences: false))
    }
    for sighting in sightings where shared.diagnostics.count < Self.most {
      if let mark = sighting.remains {
        if sighting.form == .undefinedLink {
          guard links.contains(mark.dropFirst().dropLast()) else { continue }
        } else {
          let isThere = remains[mark] ?? plain.contains(mark)
          remains[mark] = isThere
          if !isThere { continue }
        }
      }
      let words = text.string(sighting.span)
      let shown = words.count > 30 ? words.prefix(29) + "…" : words[...]
      report(
        sighting.form == .comment ? .unterminatedComment : .foreignSyntax,
        sighting.form == .comment
          ? "this comment is not closed"
          : "'\(shown.replacing("\n", with: " "))' is not understood and shown as text",
        remedy: sighting.form.remedy, at: text.map.bytes(sighting.span))
    }
  }
}

extension [Inline<Draft>] {
  /// The text of it without code, formulae and roles.
  fileprivate var textAlone: String {
    map { inline in
      switch inline {
      case .text(let text): text
      case .emphasis(let content), .strong(let content), .strikethrough(let content), .link(_, _, let content),
        .attachment(_, _, let content):
        content.textAlone
      default: "\n"
      }
    }.joined()
  }
}
