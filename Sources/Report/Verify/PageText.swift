import Basics
import Foundation

/// A page of a report as pieces: tags, and what stands between them.
struct PageText: Sendable {
  private let pieces: [Substring]

  /// All of the HTML, or all but the times that builds took.
  init(html: String, hasTimes: Bool = false) {
    let html = hasTimes ? html : Self.withoutTimes(html)
    var pieces: [Substring] = []
    var rest = html[...]
    while let start = rest.utf8.firstIndex(of: UInt8(ascii: "<")) {
      if start > rest.startIndex { pieces.append(rest[..<start]) }
      let end = rest[start...].utf8.firstIndex(of: UInt8(ascii: ">")).map(rest.utf8.index(after:)) ?? rest.endIndex
      pieces.append(rest[start..<end])
      rest = rest[end...]
    }
    if !rest.isEmpty { pieces.append(rest) }
    self.pieces = pieces
  }

  private static func withoutTimes(_ html: String) -> String {
    let mark = "<span class=varies>"
    let parts = html.components(separatedBy: mark)
    return parts.dropFirst().reduce(into: parts[0]) { text, part in
      let isTime = part.prefixMatch(of: /[0-9.]+( × 10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)? (second|minute|hour)s? on one core</) != nil
      text += mark + (isTime ? part.drop { $0 != "<" } : part[...])
    }
  }

  private init(pieces: [Substring]) { self.pieces = pieces }

  /// Only the words that a reader sees, for pages of other versions of the tools that write them.
  var visible: PageText {
    var isHidden = false
    return PageText(
      pieces: pieces.filter { piece in
        guard piece.hasPrefix("<") else { return !isHidden && !piece.allSatisfy(\.isWhitespace) }
        for name in ["style", "script", "svg"] {
          if piece.hasPrefix("<\(name)") { isHidden = true }
          if piece.hasPrefix("</\(name)") { isHidden = false }
        }
        return false
      })
  }

  /// The first place in which two pages differ, with what each has there; nil where they are equal.
  func difference(from other: PageText) -> (old: String, new: String)? {
    if pieces == other.pieces { return nil }
    let start = zip(pieces, other.pieces).prefix { $0 == $1 }.count
    let most = min(pieces.count, other.pieces.count) - start
    let end = zip(pieces.reversed(), other.pieces.reversed()).prefix { $0 == $1 }.count
    let middles = [pieces, other.pieces].map { $0[start..<max(start, $0.count - min(end, most))] }
    let before = pieces[..<start].last { !$0.hasPrefix("<") && !$0.contains("{") && !$0.allSatisfy(\.isWhitespace) }
    let place = before.map { "after '\(Self.short($0.suffix(60)))': " } ?? ""
    return (place + Self.text(of: middles[0]), Self.text(of: middles[1]))
  }

  /// The words of some pieces, or their tags where the words are the same in both.
  private static func text(of pieces: ArraySlice<Substring>) -> String {
    let words = pieces.filter { !$0.hasPrefix("<") && !$0.allSatisfy(\.isWhitespace) }
    let shown = words.isEmpty ? Array(pieces.prefix(2)) : Array(words.prefix(3))
    return shown.isEmpty ? "nothing" : "'\(short(shown.joined(separator: " ").prefix(160)))'"
  }

  private static func short(_ text: some StringProtocol) -> String {
    TerminalText.escapedLine(text.split(whereSeparator: \.isWhitespace).joined(separator: " "))
  }
}
