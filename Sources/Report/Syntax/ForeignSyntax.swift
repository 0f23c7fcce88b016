import Basics
import Document
import Source

/// Forms of other tools that Markdown leaves as text, each with what to write in its place.
enum ForeignForm {
  case attributes, shortcode, spacedRole, foreignRole, latex, citation, crossReference, inlineNote, mark, insertion
  case script, emoji, division, admonition, directive, commentLine, target, abbreviation, lineBlock, lostTable
  case heading, alert, contents, wikiLink, unreadLink, undefinedLink, strong, backtick, definition, rule, comment

  var remedy: String {
    switch self {
    case .attributes: "remove it, or write \\{ for a brace; ```{image} gives an image a size, a number and a caption"
    case .shortcode: "remove it, or write \\{ for a brace; {include} puts a file in its place"
    case .spacedRole: "write the text of a role between backticks directly after its name, {ref}`growth`"
    case .foreignRole: "write the name of a role in braces, {ref}`growth`"
    case .latex:
      "write a formula between dollars, {ref}`growth` for \\ref and {cite}`key` for \\cite, or \\\\ for a backslash"
    case .citation: "write {cite}`key p. 5`, or {citet}`key` as part of the sentence"
    case .crossReference: "write {ref}`growth`"
    case .inlineNote: "write [^1] here, and [^1]: with the note on a line of its own"
    case .mark: "write **strong** or *emphasis*"
    case .insertion: "remove the signs, or write \\+ for a plus"
    case .script: "write it as a formula, $x_2$ or $x^2$"
    case .emoji: "write the character itself"
    case .division: "write a box as ```{note}, with ``` after its text"
    case .admonition, .alert: "write ```{note}, ```{tip} or ```{warning}, with ``` after its text"
    case .directive: "write a directive as ```{figure} growth, with ``` after its text"
    case .commentLine: "write a comment as <!-- comment -->"
    case .target: "write the label behind a heading, {#growth}, or behind the name of a directive"
    case .abbreviation: "write the abbreviation out where it stands first"
    case .lineBlock: "end lines that are to break with \\, or write a table with its line of dashes"
    case .lostTable: "give the heading and the line of dashes below it as many cells as each other"
    case .heading: "leave a space after #"
    case .contents: "remove it: the page has its contents beside the text"
    case .wikiLink: "write [text](02-chapter.md) or {ref}`growth`"
    case .unreadLink: "write an address without spaces, or between < and >, and a title in quotes"
    case .undefinedLink: "write [label]: and an address on a line of its own, or \\[ for a bracket"
    case .strong: "write the signs directly before and after a text, or \\* for a star"
    case .backtick: "close the code with as many backticks, or write \\` for a backtick"
    case .definition: "write the definition directly below its term"
    case .comment: "close it with -->, and write no -- in it; a longer comment stands on lines of its own"
    case .rule: "write --- for a rule, and front matter between lines of ---"
    }
  }
}

/// Finds forms of other tools in the text of one block, in time linear in the text.
struct ForeignSyntax {
  struct Sighting {
    var form: ForeignForm
    /// Bytes of the block's text.
    var span: Range<Int>
    /// What the page's text holds if the form was left as text; nil where that is certain.
    var remains: String?
  }

  private(set) var sightings: [Sighting] = []
  private let text: UnsafePointer<UInt8>
  private let count: Int
  private var scanner: InlineScanner

  /// Looks through `count` bytes of `text`, which a zero byte ends.
  init(_ text: UnsafePointer<UInt8>, count: Int) {
    self.text = text
    self.count = count
    scanner = InlineScanner(text)
    var index = lineStart(0)
    while index < count { index = max(next(index), index + 1) }
    keepLastStrong()
    if sightings.contains(where: { $0.form == .lostTable }) { sightings.removeAll { $0.form == .lineBlock } }
  }

  /// Looks at what starts at `index`; returns the byte after it.
  private mutating func next(_ index: Int) -> Int {
    switch text[index] {
    case 10: lineStart(index + 1)
    case UInt8(ascii: "\\"): text[index + 1] == 10 ? index + 1 : backslash(index)
    case UInt8(ascii: "`"): backticks(index)
    case UInt8(ascii: "$"), StandIn.backslash: scanner.scan(at: index)?.end ?? index + 1
    case UInt8(ascii: "{"): brace(index)
    case UInt8(ascii: "<"): angle(index)
    case UInt8(ascii: "["): bracket(index)
    case UInt8(ascii: "]"): closingBracket(index)
    case UInt8(ascii: "@"): crossReference(index)
    case UInt8(ascii: "^"), UInt8(ascii: "~"): script(index)
    case UInt8(ascii: "="): paired(index, .mark)
    case UInt8(ascii: "+"): paired(index, .insertion)
    case UInt8(ascii: ":"): colon(index)
    case UInt8(ascii: "*"): stars(index)
    default: index + 1
    }
  }

  private mutating func add(_ form: ForeignForm, _ span: Range<Int>, remains: String? = nil) -> Int {
    sightings.append(Sighting(form: form, span: span, remains: remains))
    return span.upperBound
  }

  /// Of stars without a partner those that stand last are meant.
  private mutating func keepLastStrong() {
    guard let last = sightings.lastIndex(where: { $0.form == .strong }) else { return }
    let kept = sightings[last].span
    sightings.removeAll { $0.form == .strong && $0.span != kept }
  }
}

extension ForeignSyntax {
  private mutating func backslash(_ index: Int) -> Int {
    let end = run(from: index + 1, while: InlineScanner.isLetter)
    guard end > index + 2, index == 0 || !isWord(text[index - 1]) && text[index - 1] != UInt8(ascii: ":") else {
      return min(index + 2, count)
    }
    return add(.latex, index..<(text[end] == UInt8(ascii: "{") ? closing(end, "}") ?? end : end))
  }

  private mutating func backticks(_ index: Int) -> Int {
    if let end = scanner.codeEnd(index) { return end }
    let end = run(from: index) { $0 == UInt8(ascii: "`") }
    return add(.backtick, index..<end, remains: "`")
  }

  private mutating func brace(_ index: Int) -> Int {
    if let end = scanner.attributesEnd(index) {
      let isBare = end == index + 3
      let isAttached = index > 0 && "])`".utf8.contains(text[index - 1])
      return isBare && !isAttached ? end : add(.attributes, index..<end)
    }
    if let (_, end) = scanner.scan(at: index) { return end }
    switch text[index + 1] {
    case UInt8(ascii: "{"): return closing(index, "}}").map { add(.shortcode, index..<$0) } ?? index + 2
    case UInt8(ascii: "%"): return closing(index, "%}").map { add(.shortcode, index..<$0) } ?? index + 2
    default: break
    }
    let start = run(from: index + 1) { $0 == 32 }
    let nameEnd = run(from: start, while: InlineScanner.isLabel)
    let end = run(from: nameEnd) { $0 == 32 }
    guard nameEnd > start, InlineScanner.isLetter(text[start]), text[end] == UInt8(ascii: "}") else { return index + 1 }
    let after = run(from: end + 1) { $0 == 32 }
    let isQuoted = nameEnd > start + 1 && "\"'".utf8.contains(text[end + 1])
    return text[after] == UInt8(ascii: "`") || isQuoted ? add(.spacedRole, index..<end + 1) : end + 1
  }

  private mutating func angle(_ index: Int) -> Int {
    if starts(index, with: "<!--") {
      var end = index + 4
      while end < count, !starts(end, with: "-->") { end += 1 }
      return add(.comment, index..<min(end + 3, count), remains: "<!--")
    }
    let next = text[index + 1]
    guard InlineScanner.isLetter(next) || "/!?".utf8.contains(next) else { return index + 1 }
    return closing(index, ">") ?? index + 1
  }

  private mutating func bracket(_ index: Int) -> Int {
    let next = text[index + 1]
    if next == UInt8(ascii: "^") { return closing(index, "]") ?? index + 2 }
    if next == UInt8(ascii: "[") {
      guard let end = closing(index, "]]") else { return index + 2 }
      let isContents = string(index + 2..<end - 2) == "_TOC_"
      return add(isContents ? .contents : .wikiLink, index..<end, remains: "[[")
    }
    let key = next == UInt8(ascii: "-") ? index + 2 : index + 1
    if text[key] == UInt8(ascii: "@"), isWord(text[key + 1]), let end = closing(index, "]") {
      return add(.citation, index..<end)
    }
    return index + 1
  }

  private mutating func closingBracket(_ index: Int) -> Int {
    switch text[index + 1] {
    case UInt8(ascii: "("):
      guard let end = closing(index + 1, ")") else { return index + 2 }
      return isAddress(index + 2..<end - 1) ? end : add(.unreadLink, index + 1..<end, remains: "](")
    case UInt8(ascii: "["):
      guard let end = closing(index + 1, "]"), string(index + 2..<end - 1).contains(where: \.isLetter) else {
        return index + 2
      }
      return add(.undefinedLink, index + 1..<end, remains: string(index..<end))
    default: return index + 1
    }
  }

  /// Whether an address and a title as Markdown has them stand between the parentheses of a link.
  private func isAddress(_ range: Range<Int>) -> Bool {
    let content = string(range).trimmed
    return content.hasPrefix("<") || !content.prefix { !"\"'(".contains($0) }.trimmed.contains(where: \.isWhitespace)
  }

  private mutating func crossReference(_ index: Int) -> Int {
    guard index == 0 || !isWord(text[index - 1]) else { return index + 1 }
    let end = run(from: index + 1, while: InlineScanner.isLabel)
    let name = string(index + 1..<end)
    let kinds = ["fig-", "tbl-", "sec-", "eq-", "lst-", "thm-", "lem-", "fig:", "tab:", "sec:", "eq:"]
    return kinds.contains(where: name.hasPrefix) ? add(.crossReference, index..<end) : end
  }

  /// `^[note]`, `x^2^` and `x~2~`.
  private mutating func script(_ index: Int) -> Int {
    let sign = text[index]
    if sign == UInt8(ascii: "^"), text[index + 1] == UInt8(ascii: "[") {
      return add(.inlineNote, index..<(closing(index + 1, "]") ?? index + 2))
    }
    let signs = run(from: index) { $0 == sign }
    guard signs == index + 1, index > 0, isWord(text[index - 1]) else { return signs }
    let end = run(from: signs) { isWord($0) || "+-".utf8.contains($0) }
    return end > signs && text[end] == sign && text[end + 1] != sign ? add(.script, index..<end + 1) : signs
  }

  /// `==text==` and `++text++`.
  private mutating func paired(_ index: Int, _ form: ForeignForm) -> Int {
    let sign = text[index]
    let end = run(from: index) { $0 == sign }
    let isOpening = index == 0 || !isWord(text[index - 1])
    guard end == index + 2, isOpening, isWord(text[end]) else { return end }
    let close = run(from: end) { $0 != sign && $0 != 10 }
    return text[close] == sign && text[close + 1] == sign ? add(form, index..<close + 2) : end
  }

  /// `` :name:`text` `` and `:smile:`.
  private mutating func colon(_ index: Int) -> Int {
    let end = run(from: index + 1) { InlineScanner.isOptionName($0) || $0 == UInt8(ascii: "+") }
    guard end > index + 1, text[end] == UInt8(ascii: ":"), index == 0 || !isWord(text[index - 1]) else {
      return index + 1
    }
    if text[end + 1] == UInt8(ascii: "`") { return add(.foreignRole, index..<end + 1) }
    let isEmoji = InlineScanner.isLetter(text[index + 1]) && !isWord(text[end + 1])
    return isEmoji ? add(.emoji, index..<end + 1) : end
  }

  private mutating func stars(_ index: Int) -> Int {
    let end = run(from: index) { $0 == UInt8(ascii: "*") }
    return end - index >= 2 ? add(.strong, index..<end, remains: "**") : end
  }
}

extension ForeignSyntax {
  /// Looks at how a line begins; returns where to go on in it.
  private mutating func lineStart(_ index: Int) -> Int {
    guard index < count else { return index }
    let end = run(from: index) { $0 != 10 }
    switch text[index] {
    case UInt8(ascii: ":") where starts(index, with: ":::"): return add(.division, index..<end)
    case UInt8(ascii: ":") where text[index + 1] == 32: return add(.definition, index..<index + 1) + 1
    case UInt8(ascii: "!") where starts(index, with: "!!! "): return add(.admonition, index..<end)
    case UInt8(ascii: "?") where starts(index, with: "??? "): return add(.admonition, index..<end)
    case UInt8(ascii: ".") where starts(index, with: ".. ") && string(index..<end).contains("::"):
      return add(.directive, index..<end)
    case UInt8(ascii: "%") where index == 0 && text[1] == 32: return add(.commentLine, index..<end)
    case UInt8(ascii: "+") where string(index..<end) == "+++": return add(.rule, index..<end)
    case UInt8(ascii: "#"):
      let marks = run(from: index) { $0 == UInt8(ascii: "#") }
      return InlineScanner.isLetter(text[marks]) && marks - index <= 6 ? add(.heading, index..<marks) : marks
    case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "*"), UInt8(ascii: "|"), UInt8(ascii: "-"),
      UInt8(ascii: ":"):
      return marked(index..<end)
    default: return index
    }
  }

  /// Lines that are a form as a whole.
  private mutating func marked(_ line: Range<Int>) -> Int {
    let form: ForeignForm? =
      switch text[line.lowerBound] {
      case UInt8(ascii: "("): string(line).wholeMatch(of: /\([A-Za-z][\w.:-]*\)=/) == nil ? nil : .target
      case UInt8(ascii: "*"): starts(line.lowerBound, with: "*[") && string(line).contains("]: ") ? .abbreviation : nil
      case UInt8(ascii: "["):
        string(line).wholeMatch(of: /\[(TOC|toc)\]/) != nil
          ? .contents : string(line).prefixMatch(of: /\[!\w+\]/) != nil ? .alert : nil
      default:
        TableRow.columns(ofDelimiter: Array(UnsafeBufferPointer(rebasing: bytes[line]))[...]) != nil
          ? .lostTable : text[line.lowerBound] == UInt8(ascii: "|") ? .lineBlock : nil
      }
    return form.map { add($0, line) } ?? line.lowerBound
  }

  private var bytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: text, count: count) }

  private func string(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  private func starts(_ index: Int, with word: StaticString) -> Bool {
    (0..<word.utf8CodeUnitCount).allSatisfy { text[index + $0] == word.utf8Start[$0] }
  }

  private func isWord(_ byte: UInt8) -> Bool { byte >= 128 || InlineScanner.isOptionName(byte) && byte != 45 }

  private func run(from start: Int, while isPart: (UInt8) -> Bool) -> Int {
    var index = start
    while index < count, isPart(text[index]) { index += 1 }
    return index
  }

  /// The byte after the next `mark` in the same line; nil where there is none within a few hundred bytes.
  private func closing(_ start: Int, _ mark: StaticString) -> Int? {
    var index = start + 1
    while index < min(count, start + 500), text[index] != 10 {
      if starts(index, with: mark) { return index + mark.utf8CodeUnitCount }
      index += text[index] == UInt8(ascii: "\\") && text[index + 1] != 0 ? 2 : 1
    }
    return nil
  }
}

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
          ? "this comment is not closed, or holds '--'"
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
