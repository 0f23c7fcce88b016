import Core

/// What a label stands for.
struct Target: Sendable {
  /// "Figure", "Theorem", "Section".
  var kind: String
  /// "1.2", empty for what has none.
  var number: String
  /// The id in the page.
  var anchor: String

  /// "Figure 1.2", "Equation (1.3)", "Note".
  var title: String { kind == "Equation" ? "Equation (\(number))" : "\(kind) \(number)".trimmed }
}

/// Counts what has a number, chapter by chapter.
struct Numbering: Sendable {
  private var chapter = 0
  private var sections: [Int] = []
  private var counters: [String: Int] = [:]

  mutating func beginChapter() -> Target {
    chapter += 1
    sections = []
    counters = [:]
    return Target(kind: "Chapter", number: "\(chapter)", anchor: "")
  }

  /// The number of a heading of level 2 or more, "1.2" or "1.2.1".
  mutating func section(level: Int) -> String {
    let depth = max(level - 1, 1)
    while sections.count < depth { sections.append(0) }
    sections.removeLast(sections.count - depth)
    sections[depth - 1] += 1
    return ([chapter] + sections).map(String.init).joined(separator: ".")
  }

  /// The next number of a kind in this chapter, "1.2".
  mutating func next(_ kind: String) -> String {
    counters[kind, default: 0] += 1
    return "\(chapter).\(counters[kind] ?? 0)"
  }
}
