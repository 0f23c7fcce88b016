/// The rules of a style sheet for elements whose classes and style became one short class.
struct FormulaRules {
  /// Each look with its name, in the order of the names.
  private let looks: [(look: FormulaShortener.Look, name: String)]
  private let kept: Set<String>
  private let compounds = /(?:\.[A-Za-z][\w-]*)+(?::not\((\.[A-Za-z][\w-]*)\))?/
  private let spans = /(^|[> ])span\b/

  init(_ names: [FormulaShortener.Look: String], kept: Set<String>) {
    looks = names.map { ($0.key, $0.value) }.sorted { ($0.1.count, $0.1) < ($1.1.count, $1.1) }
    self.kept = kept
  }

  func css(_ stylesheet: String) -> String {
    let renamed = stylesheet.split(separator: "\n").compactMap { line -> String? in
      guard !line.hasPrefix("@"), let brace = line.firstIndex(of: "{") else { return String(line) }
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

  /// A selector with the names of the looks that it means, as weighty as before; nil where no element has them.
  private func short(_ selector: Substring) -> String? {
    var short = ""
    var rest = selector
    while let match = rest.firstMatch(of: compounds) {
      short += rest[..<match.range.lowerBound]
      rest = rest[match.range.upperBound...]
      let classes = match.output.0.prefix { $0 != ":" }
      guard let compound = self.compound(classes, without: match.output.1) else { return nil }
      short += compound
    }
    short += rest
    return short.replacing(spans) { "\($0.output.1)i" }
  }

  /// ".A.A" for ".sizing.size3" where one look has both, ":is(.A,.B):is(.A,.B)" where several have.
  private func compound(_ text: Substring, without excluded: Substring?) -> String? {
    let classes = text.split(separator: ".").map(String.init)
    let asked = classes.filter { !kept.contains($0) }
    let own = classes.filter(kept.contains).map { ".\($0)" }.joined()
    if asked.isEmpty { return own + (excluded.map { ":not(\($0))" } ?? "") }
    let found = looks.filter { look, _ in
      Set(asked).isSubset(of: look.classes) && !look.classes.contains { ".\($0)" == excluded.map(String.init) }
    }
    guard let first = found.first else { return nil }
    let meant = found.count == 1 ? ".\(first.name)" : ":is(\(found.map { ".\($0.name)" }.joined(separator: ",")))"
    return own + String(repeating: meant, count: asked.count + (excluded == nil ? 0 : 1))
  }
}
