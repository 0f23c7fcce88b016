/// Writes KaTeX's HTML in a fraction of its length, with the same look and the same words for a screen reader.
///
/// Each distinct set of classes and style gets one short class that all formulas of a page share; classes without a rule and
/// spans that say nothing are left out; the others become `i`, which KaTeX's HTML does not have. Of the MathML, which is
/// only read aloud, what concerns its look goes, and the copy of the TeX becomes an attribute.
package struct FormulaShortener: Equatable {
  /// Classes that rules of the page's own style sheet name.
  private static let kept: Set<String> = ["katex", "katex-display", "unbroken"]
  /// Classes whose children no rule counts, so that a child which is only text may lose its span.
  private static let plainParents: Set<String> = [
    "base", "mord", "mop", "mopen", "mclose", "mrel", "mbin", "mpunct", "minner", "mtight", "unbroken",
  ]

  /// How an element looks: its classes that KaTeX's rules name, and its style.
  package struct Look: Hashable, Codable, Sendable {
    var classes: [String]
    var style: String

    var isPlain: Bool { classes.isEmpty && style.isEmpty }
    package var text: String { "\(classes.joined(separator: " "));\(style)" }
  }

  /// The classes that KaTeX's rules name.
  private let styled: Set<String>
  private var names: [Look: String] = [:]
  /// Every look that has a name, in the order in which they were met.
  package private(set) var looks: [Look] = []
  private var known: [String: String] = [:]
  /// What became of tags, of which formulas have few different ones.
  private var spans: [String: Span] = [:]

  /// A span's attributes in short, and whether text within it needs no element of its own.
  private struct Span {
    var attributes: String
    var holdsPlainText: Bool
  }

  package init(styled: Set<String>) { self.styled = styled }

  /// The formula in its short form.
  package mutating func shortened(_ html: String) -> String {
    if let short = known[html] { return short }
    let short = text(of: Array(html.utf8)[...])
    known[html] = short
    return short
  }

  /// Names looks as formulas that have them would.
  package mutating func take(_ looks: [Look]) {
    for look in looks { _ = name(of: look) }
  }

  private mutating func name(of look: Look) -> String {
    if let name = names[look] { return name }
    let name = Self.name(looks.count)
    names[look] = name
    looks.append(look)
    return name
  }

  /// Whether both give the same names, however many formulas they remember.
  package static func == (left: Self, right: Self) -> Bool { left.names == right.names }

  /// KaTeX's rules with the short names, and a rule for each style.
  package func css(_ stylesheet: String) -> String {
    names.isEmpty ? stylesheet : FormulaRules(names, kept: Self.kept).css(stylesheet)
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
        if open.popLast()?.isWritten ?? true { text += Self.shortClosing }
      } else if tag.starts(with: Self.opening) {
        let span = span(of: tag)
        let next = rest.firstIndex(of: UInt8(ascii: "<")) ?? rest.endIndex
        let isText = next > rest.startIndex && rest[next...].starts(with: Self.closing)
        let isWritten = !span.attributes.isEmpty || !isText || open.last?.holdsPlainText != true
        if isWritten { text += "<i\(span.attributes)>".utf8 }
        open.append(Open(isWritten: isWritten, holdsPlainText: span.holdsPlainText))
      } else {
        text += MathMLShortener.shortened(tag, before: &rest)
      }
    }
    return String(decoding: text + rest, as: UTF8.self)
  }

  private static let closing = Array("</span>".utf8)
  private static let opening = Array("<span".utf8)
  private static let shortClosing = Array("</i>".utf8)

  private mutating func span(of tag: ArraySlice<UInt8>) -> Span {
    let text = String(decoding: tag, as: UTF8.self)
    if let known = spans[text] { return known }
    let classes = MarkupBytes.value(of: "class", in: tag).split(separator: " ").map(String.init)
    var short = classes.filter(Self.kept.contains)
    let look = Look(
      classes: classes.filter { styled.contains($0) && !Self.kept.contains($0) },
      style: MarkupBytes.value(of: "style", in: tag))
    if !look.isPlain {
      short.append(name(of: look))
    }
    let hidden = MarkupBytes.value(of: "aria-hidden", in: tag).isEmpty ? "" : " aria-hidden=\"true\""
    let span = Span(
      attributes: (short.isEmpty ? "" : " class=\"\(short.joined(separator: " "))\"") + hidden,
      holdsPlainText: !Self.plainParents.isDisjoint(with: classes))
    spans[text] = span
    return span
  }

  /// "A" to "Z", "AA", …; the page's own classes are in small letters.
  private static func name(_ number: Int) -> String {
    let letter = String(Unicode.Scalar(UInt8(ascii: "A") + UInt8(number % 26)))
    return number < 26 ? letter : name(number / 26 - 1) + letter
  }
}
