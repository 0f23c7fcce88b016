import Basics
import Foundation

/// What the program says, in another language: a line for each phrase, `English = translation`.
///
/// `{1}`, `{2}` and so on stand for what is filled in, in whatever order the translation needs them. A noun that is counted
/// has two forms, `seed = Seed | Seeds`. Empty lines, and lines that begin with `#`, are for the translator.
package struct Translation: Sendable {
  /// By the English phrase.
  package let phrases: [String: String]
  /// Phrases with something to fill in, which modules that know no language have filled already.
  private let patterns: [Pattern]

  package init(_ table: String) {
    var phrases: [String: String] = [:]
    // By its bytes, since every page is made with it.
    for line in table.utf8.split(separator: UInt8(ascii: "\n")) where line.first != UInt8(ascii: "#") {
      let signs = line.indices.lazy.filter { line[$0...].starts(with: " = ".utf8) }
      guard let sign = signs.first else { continue }
      phrases[String(Substring(line[..<sign]))] = String(Substring(line[sign...].dropFirst(3)))
    }
    self.phrases = phrases
    patterns = phrases.keys.sorted().compactMap(Pattern.init)
  }

  /// The translation of a phrase; nil where the table lacks it.
  package subscript(_ phrase: String) -> String? {
    phrases[phrase] ?? matching(phrase) { $0 }
  }

  /// The translation of a phrase by its fixed pieces, with what stands between them changed by `part`.
  func matching(_ phrase: String, part: (String) -> String) -> String? {
    for pattern in patterns {
      guard let parts = pattern.parts(of: phrase), let known = phrases[pattern.phrase] else { continue }
      return Self.filled(known, parts.map(part))
    }
    return nil
  }

  /// The form of a noun for a number of things.
  func noun(_ noun: String, _ number: Int) -> String {
    let forms = (phrases[noun] ?? noun).components(separatedBy: " | ")
    return number == 1 ? forms[0] : forms[forms.count - 1]
  }

  /// A phrase with `{1}` and so on replaced.
  static func filled(_ phrase: String, _ parts: [String]) -> String {
    var text = ""
    var rest = phrase[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      text += rest[..<open]
      let place = Int(rest[rest.index(after: open)..<close]) ?? 0
      text += parts.indices.contains(place - 1) ? parts[place - 1] : String(rest[open...close])
      rest = rest[rest.index(after: close)...]
    }
    return text + rest
  }
}

extension Translation {
  /// The fixed pieces of a phrase, between which something was filled in.
  private struct Pattern: Sendable {
    let phrase: String
    private let pieces: [String]

    /// Nil for a phrase with nothing to fill in, or with almost nothing else, which would match anything.
    init?(_ phrase: String) {
      self.phrase = phrase
      pieces = Self.pieces(of: phrase)
      guard pieces.count > 1, pieces.joined().count >= 8 else { return nil }
    }

    /// What stands before, between and behind `{1}`, `{2}` and so on.
    private static func pieces(of phrase: String) -> [String] {
      var pieces: [String] = []
      var (start, rest) = (phrase.startIndex, phrase.utf8[...])
      while let open = rest.firstIndex(of: UInt8(ascii: "{")) {
        rest = rest[open...].dropFirst()
        let digit = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        guard digit.count == 1, rest.dropFirst().first == UInt8(ascii: "}") else { continue }
        rest = rest.dropFirst(2)
        pieces.append(String(phrase[start..<open]))
        start = rest.startIndex
      }
      return pieces + [String(phrase[start...])]
    }

    /// What stands between the pieces in `text`; nil if it is made otherwise. The parts are numbered in their order.
    func parts(of text: String) -> [String]? {
      guard text.hasPrefix(pieces[0]) else { return nil }
      var rest = text.dropFirst(pieces[0].count)
      var parts: [String] = []
      for (index, piece) in pieces.dropFirst().enumerated() {
        let isLast = index == pieces.count - 2
        let place = isLast && piece.isEmpty ? rest.endIndex..<rest.endIndex : rest.firstRange(of: piece)
        guard let place, !(piece.isEmpty && !isLast) else { return nil }
        parts.append(String(rest[..<place.lowerBound]))
        rest = rest[place.upperBound...]
      }
      return rest.isEmpty ? parts : nil
    }
  }
}
