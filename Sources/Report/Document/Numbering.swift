import Basics

/// What a label stands for.
package struct Target: Sendable, Equatable {
  /// "Figure", "Theorem", "Section".
  package var kind: String
  /// "1.2", empty for what has none.
  package var number: String
  /// The id in the page.
  package var anchor: String

  package init(kind: String, number: String, anchor: String) {
    self.kind = kind
    self.number = number
    self.anchor = anchor
  }

  /// The title in a language, "Abbildung 1.2".
  package func title(in language: Language) -> String { language.title(title) }

  /// "Figure 1.2", "Equation (1.3)", "Note".
  package var title: String { kind == "Equation" ? "Equation (\(number))" : "\(kind) \(number)".trimmed }
}

/// How a heading is counted.
package enum HeadingNumbering: Sendable, Equatable {
  case numbered, unnumbered
  /// A chapter that is counted by letters.
  case appendix
  /// A chapter that opens a part of the book, counted by Roman numbers.
  case part
}

/// Counts what has a number, chapter by chapter.
///
/// What stands in a chapter without a number is counted through all of these: "Figure 1" beside "Figure 1.1".
package struct Numbering: Sendable {
  private var chapters = 0
  private var appendices = 0
  private var parts = 0
  /// What numbers of this chapter begin with; empty where it has none.
  private var prefix = "0"
  private var sections: [Int] = []
  /// By prefix and kind.
  private var counters: [String: [String: Int]] = [:]

  package init() {}

  /// The chapter's name and number; `title` names one that has none.
  package mutating func beginChapter(_ numbering: HeadingNumbering = .numbered, title: String = "") -> Target {
    sections = []
    switch numbering {
    case .numbered:
      chapters += 1
      prefix = "\(chapters)"
    case .appendix:
      appendices += 1
      prefix = Self.letters(appendices)
    case .unnumbered: prefix = ""
    case .part:
      parts += 1
      prefix = ""
      return Target(kind: "Part", number: Self.roman(parts), anchor: "")
    }
    let kind = numbering == .appendix ? "Appendix" : prefix.isEmpty ? title : "Chapter"
    return Target(kind: kind, number: prefix, anchor: "")
  }

  /// The number of a heading of level 2 or more, "1.2" or "1.2.1"; nil in a chapter without a number.
  package mutating func section(level: Int) -> String? {
    if prefix.isEmpty { return nil }
    let depth = max(level - 1, 1)
    while sections.count < depth { sections.append(0) }
    sections.removeLast(sections.count - depth)
    sections[depth - 1] += 1
    return ([prefix] + sections.map(String.init)).joined(separator: ".")
  }

  /// The next number of a kind in this chapter, "1.2".
  package mutating func next(_ kind: String) -> String {
    let count = counters[prefix, default: [:]][kind, default: 0] + 1
    counters[prefix, default: [:]][kind] = count
    return prefix.isEmpty ? "\(count)" : "\(prefix).\(count)"
  }

  /// IV for 4.
  private static func roman(_ number: Int) -> String {
    let signs = [
      (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
    ]
    var (rest, text) = (number, "")
    for (value, sign) in signs {
      while rest >= value { (rest, text) = (rest - value, text + sign) }
    }
    return text
  }

  /// A for 1, Z for 26, AA for 27.
  private static func letters(_ number: Int) -> String {
    let (rest, letter) = (number - 1).quotientAndRemainder(dividingBy: 26)
    let last = String(UnicodeScalar(UInt8(65 + letter)))
    return rest > 0 ? letters(rest) + last : last
  }
}
