import Basics
import Document

/// One work in a citation, `see wang2023 pp. 3–5, 9`.
package struct Citation: Sendable, Equatable {
  /// "see", empty where nothing stands before the work.
  var prefix = ""
  package var key: String
  package var keySpan: Range<Int>
  /// "pp. 3–5, 9", empty for the work as a whole.
  var locator = ""
}

/// The text of a citing role before it is known which of its words are works.
package struct CitationText: Sendable {
  /// What semicolons and commas part, and whether a comma stands before it.
  private struct Part: Sendable {
    var words: [(text: String, span: Range<Int>)]
    var followsComma: Bool
  }

  private let parts: [Part]
  /// The place of the whole text.
  let span: Range<Int>

  package init(_ call: RoleCall) {
    span = call.textSpan
    var parts: [Part] = [Part(words: [], followsComma: false)]
    var word: [UInt8] = []
    var index = call.textSpan.lowerBound
    func end(_ word: inout [UInt8], at index: Int) {
      if !word.isEmpty {
        parts[parts.count - 1].words.append((String(decoding: word, as: UTF8.self), index - word.count..<index))
      }
      word = []
    }
    for byte in call.text.utf8 {
      switch byte {
      case 32, 9, 10, 13: end(&word, at: index)
      case UInt8(ascii: ","), UInt8(ascii: ";"):
        end(&word, at: index)
        parts.append(Part(words: [], followsComma: byte == UInt8(ascii: ",")))
      default: word.append(byte)
      }
      index += 1
    }
    end(&word, at: index)
    self.parts = parts.filter { !$0.words.isEmpty }
  }

  /// The works of the text: in each part the first word that is a key, with what stands before and behind it.
  ///
  /// A part without a key that begins as a locator does, `9` or `ch. 2`, goes on with the locator of the work before it.
  func works(isKey: (String) -> Bool) -> [Citation] {
    var works: [Citation] = []
    // Words before commas and the work that they are for, as in "see, e.g., wang2023".
    var before = ""
    for (number, part) in parts.enumerated() {
      if let index = part.words.firstIndex(where: { isKey($0.text) }) {
        var work = Self.citation(part.words, at: index)
        work.prefix = (before + work.prefix).trimmed
        before = ""
        works.append(work)
      } else if parts.dropFirst(number + 1).first?.followsComma == true,
        part.words.allSatisfy({ Self.signals.contains($0.text.lowercased()) })
      {
        before += Self.text(part.words[...]) + ", "
      } else if part.followsComma, !works.isEmpty, Self.isLocator(part.words[0].text) {
        let text = Self.text(part.words[...])
        let locator = works[works.count - 1].locator
        works[works.count - 1].locator = locator.isEmpty ? text : "\(locator), \(text)"
      } else {
        let index = part.words.firstIndex { !Self.signals.contains($0.text.lowercased()) } ?? 0
        works.append(Self.citation(part.words, at: index))
      }
    }
    return works
  }

  private static func citation(_ words: [(text: String, span: Range<Int>)], at index: Int) -> Citation {
    Citation(
      prefix: text(words[..<index]), key: words[index].text, keySpan: words[index].span,
      locator: text(words[(index + 1)...]))
  }

  private static func text(_ words: ArraySlice<(text: String, span: Range<Int>)>) -> String {
    BibliographyVenue.withDashes(words.map(\.text).joined(separator: " "))
  }

  /// Words that may stand before a work.
  private static let signals: Set<String> = [
    "see", "also", "e.g.", "e.g", "i.e.", "cf.", "cf", "compare", "but", "and", "in", "as", "for", "example",
    "instance",
    "siehe", "vgl.", "z.", "b.", "z.b.", "etwa", "auch", "dazu",
  ]

  private static let units: Set<String> = [
    "p", "pp", "page", "pages", "ch", "chap", "chapter", "chapters", "sec", "section", "sections", "fig", "figure",
    "figures", "eq", "eqs", "equation", "thm", "theorem", "lemma", "prop", "def", "definition", "cor", "app",
    "appendix", "table", "tab", "vol", "volume", "part", "no", "note", "n", "par", "para", "line", "l", "ll",
    "algorithm",
  ]

  private static func isLocator(_ word: String) -> Bool {
    word.first?.isNumber == true || word.hasPrefix("§")
      || units.contains(word.lowercased().replacing(".", with: ""))
  }
}
