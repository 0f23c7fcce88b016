import Foundation

/// KaTeX's style sheet, reduced to what some formulas use: the rules of their classes and the faces of their fonts.
struct MathematicsStylesheet {
  struct Rule {
    var selectors: [Substring]
    var declarations: [Substring: Substring]
    var body: Substring
  }

  /// A font file as style rules ask for it.
  struct Face: Hashable, Comparable {
    var family: String
    var isBold: Bool
    var isItalic: Bool

    static func < (left: Face, right: Face) -> Bool { left.file < right.file }

    /// "KaTeX_Math-BoldItalic.woff2"
    var file: String {
      let style = (isBold ? "Bold" : "") + (isItalic ? "Italic" : "")
      return "\(family)-\(style.isEmpty ? "Regular" : style).woff2"
    }
  }

  let rules: [Rule]
  /// Every class that a rule names.
  let styledClasses: Set<String>
  private let fonts: URL

  init(library: MathematicsLibrary) throws {
    rules = Self.rules(of: try String(contentsOf: library.stylesheet, encoding: .utf8))
    styledClasses = Set(rules.flatMap { $0.selectors.flatMap { Self.classes(in: $0) } }.map(String.init))
    fonts = library.fonts
  }

  /// Font faces first, as data, then the rules whose classes all occur.
  func css(for classes: FormulaClasses) throws -> String {
    let elements = classes.sets
    let present = elements.reduce(into: Set<Substring>()) { $0.formUnion($1) }
    var css = ""
    for face in faces(of: elements).sorted() {
      let url = fonts.appendingPathComponent(face.file)
      guard let data = try? Data(contentsOf: url) else { continue }
      css += "@font-face{font-family:\(face.family);font-weight:\(face.isBold ? 700 : 400);"
      css += "font-style:\(face.isItalic ? "italic" : "normal");"
      css += "src:url(data:font/woff2;base64,\(data.base64EncodedString())) format('woff2')}\n"
    }
    for rule in rules where !rule.selectors[0].hasPrefix("@") {
      let selectors = rule.selectors.filter { Self.classes(in: $0).isSubset(of: present) }
      if !selectors.isEmpty { css += "\(selectors.joined(separator: ",")){\(rule.body)}\n" }
    }
    return css
  }

  /// For each distinct set of classes on one element, the face its text is set in.
  func faces(of elements: Set<Set<Substring>>) -> Set<Face> {
    let styling = rules.compactMap { rule -> (classes: [Set<Substring>], rule: Rule)? in
      let isAboutFonts = ["font-family", "font-weight", "font-style"].contains { rule.declarations[$0] != nil }
      guard isAboutFonts, !rule.selectors[0].hasPrefix("@") else { return nil }
      return (rule.selectors.map { Self.classes(in: $0).subtracting(["katex"]) }, rule)
    }
    var faces: Set<Face> = []
    for element in elements {
      var face = Face(family: "KaTeX_Main", isBold: false, isItalic: false)
      for (alternatives, rule) in styling where alternatives.contains(where: { isMatch($0, element) }) {
        if let family = rule.declarations["font-family"], family.hasPrefix("KaTeX_") { face.family = String(family) }
        if let weight = rule.declarations["font-weight"] { face.isBold = weight == "700" }
        if let style = rule.declarations["font-style"] { face.isItalic = style == "italic" }
      }
      faces.insert(face)
    }
    return faces
  }

  /// Pieces of a large delimiter carry their class on the parent, so that class alone decides there.
  private func isMatch(_ selector: Set<Substring>, _ element: Set<Substring>) -> Bool {
    let needed = selector.contains("mult") ? selector.subtracting(["delimsizing", "mult"]) : selector
    return !needed.isEmpty && needed.isSubset(of: element)
  }

  /// The classes a selector asks for; those in `:not(…)` it does not.
  static func classes(in selector: Substring) -> Set<Substring> {
    var classes: Set<Substring> = []
    var rest = selector.utf8
    while let sign = rest.firstIndex(where: { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ":") }) {
      let word = rest[sign...]
      if word.starts(with: ":not(".utf8) {
        rest = word.firstIndex(of: UInt8(ascii: ")")).map { word[$0...] } ?? "".utf8[...]
        continue
      }
      let name = word.dropFirst().prefix(while: isOfName)
      if word.first == UInt8(ascii: "."), name.first.map(isLetter) == true { classes.insert(Substring(name)) }
      rest = word[name.endIndex...]
    }
    return classes
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) || byte >= 0x80
  }

  private static func isOfName(_ byte: UInt8) -> Bool {
    isLetter(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
      || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
  }

  /// The flat rules of a minified style sheet.
  static func rules(of css: String) -> [Rule] {
    func parts(_ text: Substring, at sign: Unicode.Scalar, most: Int = .max) -> [Substring] {
      text.utf8.split(separator: UInt8(ascii: sign), maxSplits: most).map { Substring($0) }
    }
    return parts(css[...], at: "}").compactMap { text in
      guard let brace = text.utf8.firstIndex(of: UInt8(ascii: "{")) else { return nil }
      let body = text[text.utf8.index(after: brace)...]
      let declarations = parts(body, at: ";").compactMap { declaration -> (Substring, Substring)? in
        let pair = parts(declaration, at: ":", most: 1)
        return pair.count == 2 ? (pair[0], pair[1]) : nil
      }
      return Rule(
        selectors: parts(text[..<brace], at: ","),
        declarations: Dictionary(declarations, uniquingKeysWith: { $1 }), body: body)
    }
  }
}
