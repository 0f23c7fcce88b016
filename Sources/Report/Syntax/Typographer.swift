import Document

/// What the front matter says of quotes and dashes.
package struct Typography: Sendable, Equatable {
  /// Whether straight quotes, `--` and `...` become what they stand for.
  package var isSmart = false
  /// The language whose quotes they become.
  package var language = Language.english

  package init(isSmart: Bool = false, language: Language = .english) {
    (self.isSmart, self.language) = (isSmart, language)
  }
}

/// Makes typographic signs of straight quotes, `--`, `---` and `...`; a backslash before one keeps it.
///
/// A quote opens before a word and closes behind one. A single one that nothing closes, that stands within a word or before a
/// digit is an apostrophe.
struct Typographer {
  private let text: [Character]
  private let marks: Marks
  private var result: [Character] = []
  private var openDouble = 0
  private var openSingle = 0
  /// The next single quote that can close; `text.count` where there is none.
  private var closer = -1

  private struct Marks {
    var double: (open: Character, close: Character)
    var single: (open: Character, close: Character)

    init(_ language: Language) {
      switch language {
      case .english: (double, single) = (("“", "”"), ("‘", "’"))
      case .german: (double, single) = (("„", "“"), ("‚", "‘"))
      }
    }
  }

  /// What stands for everything that is not text: code, a formula, an image.
  private static let thing: Character = "\u{FFFC}"
  private static let escape = Character(Unicode.Scalar(StandIn.escape))

  private init(_ text: [Character], _ language: Language) {
    self.text = text
    marks = Marks(language)
  }

  /// The text with its signs.
  static func text(_ text: String, in language: Language) -> String {
    var typographer = Typographer(Array(text), language)
    return String(typographer.pieces([text.count])[0])
  }

  /// Running text with its signs, which may belong together across emphasis and links.
  static func inlines(_ content: [Inline<Draft>], in language: Language) -> [Inline<Draft>] {
    var text: [Character] = []
    var counts: [Int] = []
    content.forEachText { piece in
      let part = piece.map { Array($0) } ?? [thing]
      text += part
      counts.append(part.count)
    }
    guard text.contains(where: { "\"'-.".contains($0) || $0 == escape }) else { return content }
    var typographer = Typographer(text, language)
    var pieces = typographer.pieces(counts)[...]
    return content.mappingTexts { isText in
      let piece = pieces.removeFirst()
      return isText ? String(piece) : nil
    }
  }

  /// The result for parts of the text of so many characters.
  private mutating func pieces(_ counts: [Int]) -> [[Character]] {
    var pieces: [[Character]] = []
    var (index, end) = (0, 0)
    for count in counts {
      end += count
      result = []
      // A sign of several characters stands in the part in which it begins.
      while index < end { index += sign(at: index) }
      pieces.append(result)
    }
    return pieces
  }

  /// Adds what stands for the character at a place; returns how many characters it took.
  private mutating func sign(at index: Int) -> Int {
    switch text[index] {
    case Self.escape:
      guard index + 1 < text.count else { return 1 }
      result.append(text[index + 1])
      return 2
    case "-":
      let count = text[index...].prefix { $0 == "-" }.count
      result += Self.dashes(count)
      return count
    case "." where text[index...].starts(with: "..."):
      result.append("…")
      return 3
    case "\"": double(at: index)
    case "'": single(at: index)
    default: result.append(text[index])
    }
    return 1
  }

  /// An en dash for two hyphens, an em dash for three, and of more as many of these as fit.
  private static func dashes(_ count: Int) -> [Character] {
    if count == 1 { return ["-"] }
    if count % 3 == 0 { return Array(repeating: "—", count: count / 3) }
    if count % 2 == 0 { return Array(repeating: "–", count: count / 2) }
    let short = count % 3 == 2 ? 1 : 2
    return Array(repeating: "—", count: (count - 2 * short) / 3) + Array(repeating: "–", count: short)
  }

  private mutating func double(at index: Int) {
    if canOpen(index), openDouble == 0 || !canClose(index) {
      openDouble += 1
      result.append(marks.double.open)
    } else {
      openDouble = max(0, openDouble - 1)
      result.append(marks.double.close)
    }
  }

  private mutating func single(at index: Int) {
    if canOpen(index), !isApostrophe(index), nextCloser(after: index) < text.count {
      openSingle += 1
      result.append(marks.single.open)
    } else if openSingle > 0, canClose(index), !isWithinWord(index) {
      openSingle -= 1
      result.append(marks.single.close)
    } else {
      result.append("’")
    }
  }

  private func before(_ index: Int) -> Character? { index > 0 ? text[index - 1] : nil }
  private func after(_ index: Int) -> Character? { index + 1 < text.count ? text[index + 1] : nil }

  private func canOpen(_ index: Int) -> Bool {
    guard let next = after(index), !next.isWhitespace else { return false }
    return before(index).map { $0.isWhitespace || $0.isPunctuation || $0.isMathSymbol } ?? true
  }

  private func canClose(_ index: Int) -> Bool { before(index).map { !$0.isWhitespace } ?? false }

  private func isWithinWord(_ index: Int) -> Bool {
    canClose(index) && !canOpen(index) && (after(index).map { $0.isLetter || $0.isNumber } ?? false)
  }

  /// Before a digit, as in '90s, and in 'n'.
  private func isApostrophe(_ index: Int) -> Bool {
    if after(index)?.isNumber == true { return true }
    let rest = text[(index + 1)...].prefix(2)
    return rest.elementsEqual("n'") || before(index) == "n" && index > 1 && text[index - 2] == "'"
  }

  /// Where the next single quote stands that can close.
  private mutating func nextCloser(after index: Int) -> Int {
    if closer > index { return closer }
    closer =
      text[(index + 1)...].indices.first { place in
        text[place] == "'" && canClose(place) && !(after(place).map { $0.isLetter || $0.isNumber } ?? false)
          && before(place) != Self.escape
      } ?? text.count
    return closer
  }
}

extension [Inline<Draft>] {
  /// Whether the words of a link are its address, which stays as it is.
  fileprivate func isAddress(_ destination: String) -> Bool {
    let words = plainText
    return words.count > 3 && destination.hasSuffix(words)
  }

  /// Visits every text in its order, and nil for each thing that is not text.
  fileprivate func forEachText(_ visit: (String?) -> Void) {
    for inline in self {
      switch inline {
      case .text(let text): visit(text)
      case .link(let destination, _, let content) where content.isAddress(destination): visit(nil)
      case .emphasis(let content), .strong(let content), .strikethrough(let content), .link(_, _, let content),
        .attachment(_, _, let content):
        content.forEachText(visit)
      case .softBreak, .lineBreak: visit(" ")
      default: visit(nil)
      }
    }
  }

  /// The same with other texts; `next` is asked in the order of the visits, and told whether it is for a text.
  fileprivate func mappingTexts(_ next: (Bool) -> String?) -> [Inline<Draft>] {
    map { inline in
      switch inline {
      case .text: return .text(next(true) ?? "")
      case .link(let destination, _, let content) where content.isAddress(destination):
        _ = next(false)
        return inline
      case .emphasis(let content): return .emphasis(content.mappingTexts(next))
      case .strong(let content): return .strong(content.mappingTexts(next))
      case .strikethrough(let content): return .strikethrough(content.mappingTexts(next))
      case .link(let destination, let title, let content):
        return .link(destination: destination, title: title, content.mappingTexts(next))
      case .attachment(let file, let title, let content):
        return .attachment(file, title: title, content.mappingTexts(next))
      default:
        _ = next(false)
        return inline
      }
    }
  }
}
