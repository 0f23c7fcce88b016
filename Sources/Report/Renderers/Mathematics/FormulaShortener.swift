/// Writes KaTeX's HTML in a fraction of its length, with the same look and the same words for a screen reader.
///
/// Classes without a rule are dropped, the others and each distinct style get a short name that all formulas of a page
/// share, spans that say nothing are left out, and of the MathML the copy of the TeX becomes an attribute.
struct FormulaShortener {
  /// Classes that rules of the page's own style sheet name.
  private static let kept: Set<String> = ["katex", "katex-display", "unbroken"]
  /// Classes whose children no rule counts, so that a child which is only text may lose its span.
  private static let plainParents: Set<String> = [
    "base", "mord", "mop", "mopen", "mclose", "mrel", "mbin", "mpunct", "minner", "mtight", "unbroken",
  ]

  /// The classes that KaTeX's rules name.
  private let styled: Set<String>
  private var classes: [String: String] = [:]
  private var styles: [String: String] = [:]
  private var known: [String: String] = [:]

  init(styled: Set<String>) { self.styled = styled }

  /// The formula in its short form.
  mutating func shortened(_ html: String) -> String {
    if let short = known[html] { return short }
    let short = text(of: Array(html.utf8)[...])
    known[html] = short
    return short
  }

  /// KaTeX's rules with the short names, and a rule for each style.
  func css(_ stylesheet: String) -> String {
    let renamed = stylesheet.split(separator: "\n").map { line -> String in
      guard !line.hasPrefix("@"), let brace = line.firstIndex(of: "{") else { return String(line) }
      let selectors = line[..<brace].replacing(/\.([A-Za-z][\w-]*)/) { match in
        ".\(classes[String(match.output.1)] ?? String(match.output.1))"
      }
      return String(selectors) + line[brace...]
    }
    let ordered = styles.sorted { ($0.value.count, $0.value) < ($1.value.count, $1.value) }
    let rules = ordered.map { style, name -> String in
      let declarations = style.split(separator: ";").map { "\($0)!important" }.joined(separator: ";")
      return ".\(name){\(declarations)}"
    }
    return (renamed + rules).joined(separator: "\n") + (renamed.isEmpty ? "" : "\n")
  }

  private struct Open {
    var isWritten: Bool
    var holdsPlainText: Bool
  }

  private mutating func text(of html: ArraySlice<UInt8>) -> String {
    var text: [UInt8] = []
    var open: [Open] = []
    var rest = html
    while let start = rest.firstIndex(of: UInt8(ascii: "<")) {
      text += rest[..<start]
      let end = rest[start...].firstIndex(of: UInt8(ascii: ">")).map { $0 + 1 } ?? rest.endIndex
      let tag = rest[start..<end]
      rest = rest[end...]
      if tag.elementsEqual(Self.closing) {
        if open.popLast()?.isWritten ?? true { text += tag }
      } else if tag.starts(with: Self.opening) {
        let (attributes, names) = shortAttributes(tag)
        let next = rest.firstIndex(of: UInt8(ascii: "<")) ?? rest.endIndex
        let isText = next > rest.startIndex && rest[next...].starts(with: Self.closing)
        let isWritten = !attributes.isEmpty || !isText || open.last?.holdsPlainText != true
        if isWritten { text += Array("<span\(attributes)>".utf8) }
        open.append(Open(isWritten: isWritten, holdsPlainText: !names.isDisjoint(with: Self.plainParents)))
      } else if tag.starts(with: Array("<math".utf8)) {
        text += Self.mathTag(tag, before: rest)
      } else if tag.starts(with: Array("<annotation".utf8)) {
        rest = rest[(Self.range(of: "</annotation>", in: rest)?.upperBound ?? rest.endIndex)...]
      } else if !Self.semantics.contains(Array(tag)) {
        text += tag
      }
    }
    return String(decoding: text + rest, as: UTF8.self)
  }

  private static let closing = Array("</span>".utf8)
  private static let opening = Array("<span".utf8)
  private static let semantics = ["<semantics>", "</semantics>"].map { Array($0.utf8) }

  /// The tag that begins the MathML, with the TeX that stands in `rest` as its text.
  private static func mathTag(_ tag: ArraySlice<UInt8>, before rest: ArraySlice<UInt8>) -> [UInt8] {
    let display = value(of: "display", in: tag)
    var tex = ""
    if let start = range(of: "x-tex\">", in: rest), let end = range(of: "</annotation>", in: rest[start.upperBound...])
    {
      tex = String(decoding: rest[start.upperBound..<end.lowerBound], as: UTF8.self).replacing("\"", with: "&quot;")
    }
    return Array("<math\(display.isEmpty ? "" : " display=\"\(display)\"") alttext=\"\(tex)\">".utf8)
  }

  /// The attributes of a span, and its classes as KaTeX names them.
  private mutating func shortAttributes(_ tag: ArraySlice<UInt8>) -> (text: String, names: Set<String>) {
    let names = Self.value(of: "class", in: tag).split(separator: " ").map(String.init)
    var short = names.compactMap { styled.contains($0) || Self.kept.contains($0) ? shortName(of: $0) : nil }
    let style = Self.value(of: "style", in: tag)
    if !style.isEmpty {
      let name = styles[style] ?? Self.name(styles.count, first: "s")
      styles[style] = name
      short.append(name)
    }
    let hidden = Self.value(of: "aria-hidden", in: tag).isEmpty ? "" : " aria-hidden=\"true\""
    return ((short.isEmpty ? "" : " class=\"\(short.joined(separator: " "))\"") + hidden, Set(names))
  }

  private mutating func shortName(of name: String) -> String {
    if Self.kept.contains(name) { return name }
    let short = classes[name] ?? Self.name(classes.count, first: "k")
    classes[name] = short
    return short
  }

  private static func value(of attribute: String, in tag: ArraySlice<UInt8>) -> String {
    guard let start = range(of: " \(attribute)=\"", in: tag)?.upperBound else { return "" }
    return String(decoding: tag[start...].prefix { $0 != UInt8(ascii: "\"") }, as: UTF8.self)
  }

  private static func range(of word: String, in bytes: ArraySlice<UInt8>) -> Range<Int>? {
    let word = Array(word.utf8)
    var start = bytes.startIndex
    while start + word.count <= bytes.endIndex {
      if bytes[start] == word[0], bytes[start..<start + word.count].elementsEqual(word) {
        return start..<start + word.count
      }
      start += 1
    }
    return nil
  }

  /// "k0", "k1", …, "ka": a letter that says what it names, and a number with digits and letters.
  private static func name(_ number: Int, first: String) -> String { first + String(number, radix: 36) }
}
