/// The rules of a style sheet for elements whose classes and style became one short class.
struct FormulaRules {
  /// Each look with its name, in the order of the names.
  private let looks: [(look: FormulaShortener.Look, name: String)]
  private let kept: Set<String>

  init(_ names: [FormulaShortener.Look: String], kept: Set<String>) {
    looks = names.map { ($0.key, $0.value) }.sorted { ($0.1.count, $0.1) < ($1.1.count, $1.1) }
    self.kept = kept
  }

  func css(_ stylesheet: String) -> String {
    // By bytes: most of the text is fonts.
    let renamed = stylesheet.utf8.split(separator: UInt8(ascii: "\n")).compactMap { bytes -> String? in
      let line = Substring(bytes)
      guard bytes.first != UInt8(ascii: "@"), let brace = bytes.firstIndex(of: UInt8(ascii: "{")) else {
        return String(line)
      }
      let selectors = line[..<brace].split(separator: ",").compactMap(short)
      return selectors.isEmpty ? nil : selectors.joined(separator: ",") + line[brace...]
    }
    // What the page says of `i` elsewhere does not concern formulae.
    return (renamed + [".katex i{font-style:inherit}"] + styles).joined(separator: "\n") + "\n"
  }

  /// A rule for each style, for all names that have it.
  private var styles: [String] {
    var order: [String] = []
    var names: [String: [String]] = [:]
    for (look, name) in looks where !look.style.isEmpty {
      if names[look.style] == nil { order.append(look.style) }
      names[look.style, default: []].append(".\(name)")
    }
    return order.map { style in
      let declarations = style.split(separator: ";").map { "\($0)!important" }.joined(separator: ";")
      return "\(names[style, default: []].joined(separator: ",")){\(declarations)}"
    }
  }

  private static let span = Array("span".utf8)

  /// A selector with the names of the looks that it means, as weighty as before; nil where no element has them.
  private func short(_ selector: Substring) -> String? {
    var short: [UInt8] = []
    var rest = Array(selector.utf8)[...]
    while let first = rest.first {
      if let compound = Compound(at: rest) {
        guard let text = text(of: compound) else { return nil }
        short += text.utf8
        rest = rest.dropFirst(compound.length)
      } else if rest.starts(with: Self.span), !Compound.isOfWord(rest.dropFirst(Self.span.count).first),
        short.last.map({ " >".utf8.contains($0) }) ?? true
      {
        short.append(UInt8(ascii: "i"))
        rest = rest.dropFirst(Self.span.count)
      } else {
        short.append(first)
        rest = rest.dropFirst()
      }
    }
    return String(decoding: short, as: UTF8.self)
  }

  /// ".A.A" for ".sizing.size3" where one look has both, ":is(.A,.B):is(.A,.B)" where several have.
  private func text(of compound: Compound) -> String? {
    let asked = compound.classes.filter { !kept.contains($0) }
    let own = compound.classes.filter(kept.contains).map { ".\($0)" }.joined()
    let excluded = compound.excluded
    if asked.isEmpty { return own + (excluded.map { ":not(.\($0))" } ?? "") }
    let found = looks.filter { look, _ in
      asked.allSatisfy(look.classes.contains) && !look.classes.contains { $0 == excluded }
    }
    guard let first = found.first else { return nil }
    let meant = found.count == 1 ? ".\(first.name)" : ":is(\(found.map { ".\($0.name)" }.joined(separator: ",")))"
    return own + String(repeating: meant, count: asked.count + (excluded == nil ? 0 : 1))
  }
}

/// Classes that a selector asks for on one element, `.sizing.size3:not(.reset)`.
private struct Compound {
  var classes: [String] = []
  /// The class that the element must not have.
  var excluded: String?
  /// How many bytes it has in the selector.
  var length = 0

  private static let exclusion = Array(":not(".utf8)

  /// The one with which some bytes of a selector begin; nil where they begin otherwise.
  init?(at bytes: ArraySlice<UInt8>) {
    var rest = bytes
    while let name = Self.className(at: rest) {
      classes.append(name)
      rest = rest.dropFirst(1 + name.utf8.count)
    }
    if classes.isEmpty { return nil }
    let inner = rest.dropFirst(Self.exclusion.count)
    if rest.starts(with: Self.exclusion), let name = Self.className(at: inner) {
      let end = inner.dropFirst(1 + name.utf8.count)
      if end.first == UInt8(ascii: ")") { (excluded, rest) = (name, end.dropFirst()) }
    }
    length = bytes.count - rest.count
  }

  /// `size3` in `.size3`.
  private static func className(at bytes: ArraySlice<UInt8>) -> String? {
    guard bytes.first == UInt8(ascii: ".") else { return nil }
    let name = bytes.dropFirst().prefix { isOfWord($0) || $0 == UInt8(ascii: "-") }
    guard let first = name.first, (97...122).contains(first | 32) else { return nil }
    return String(decoding: name, as: UTF8.self)
  }

  /// Whether a byte is a letter, a digit or `_`.
  static func isOfWord(_ byte: UInt8?) -> Bool {
    guard let byte else { return false }
    return (97...122).contains(byte | 32) || (48...57).contains(byte) || byte == UInt8(ascii: "_")
  }
}
