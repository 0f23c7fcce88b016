extension Settings {
  /// Reads a finite number within `bounds`.
  package func number(
    _ name: String, default fallback: Double, required: Bool = false, _ bounds: Bounds<Double> = .any, help: String
  ) -> Double {
    value(
      name, default: fallback, text: Value.text(of: fallback), required: required, allowed: bounds.description,
      help: help,
      canonical: { Value(.number($0)) }
    ) { given in
      if case .number(let number) = given.kind, bounds.contains(number) { number } else { nil }
    }
  }

  /// Reads a finite number within `bounds`, or `none`, which is the default.
  package func optionalNumber(_ name: String, _ bounds: Bounds<Double> = .any, help: String) -> Double? {
    value(
      name, default: nil, text: "none", allowed: "none, or \(bounds.description)", help: help,
      canonical: { $0.map { Value(.number($0)) } ?? Value(.name("none")) }
    ) { (given) -> Double?? in
      switch given.kind {
      case .name("none"): .some(nil)
      case .number(let number) where bounds.contains(number): number
      default: nil
      }
    }
  }

  /// Reads a whole number within `range`.
  package func count(
    _ name: String, default fallback: Int, required: Bool = false, _ range: ClosedRange<Int>, help: String
  ) -> Int {
    let bounds = Bounds<Int>.range(range)
    return value(
      name, default: fallback, text: String(fallback), required: required, allowed: bounds.description, help: help,
      canonical: { Value(.number(Double($0))) }
    ) { given in
      if case .number(let number) = given.kind, let whole = Int(exactly: number), bounds.contains(whole) {
        whole
      } else {
        nil
      }
    }
  }

  /// Reads a whole number within `range`, or `none`, which is the default.
  package func optionalCount(_ name: String, _ range: ClosedRange<Int>, help: String) -> Int? {
    let bounds = Bounds<Int>.range(range)
    return value(
      name, default: nil, text: "none", allowed: "none, or \(bounds.description)", help: help,
      canonical: { $0.map { Value(.number(Double($0))) } ?? Value(.name("none")) }
    ) { (given) -> Int?? in
      switch given.kind {
      case .name("none"): .some(nil)
      case .number(let number): Int(exactly: number).flatMap { bounds.contains($0) ? .some($0) : nil }
      default: nil
      }
    }
  }

  /// Reads one of the cases of `Choice`, by its raw value.
  package func choice<Choice: RawRepresentable<String> & CaseIterable>(
    _ name: String, default fallback: Choice, help: String
  ) -> Choice {
    let word = self.word(name, default: fallback.rawValue, among: Choice.allCases.map(\.rawValue), help: help)
    return Choice(rawValue: word) ?? fallback
  }

  /// Reads one of `words`.
  package func word(_ name: String, default fallback: String, among words: [String], help: String) -> String {
    value(
      name, default: fallback, text: fallback, allowed: words.joined(separator: ", "), help: help, choices: words,
      canonical: { Value(.name($0)) }
    ) { given throws(SettingProblem) in
      guard let word = given.head, given.arguments.isEmpty else { return nil }
      if words.contains(word) { return word }
      throw SettingProblem(
        "'\(name)' cannot be '\(word)'", remedy: Suggestion.remedy(for: word, among: words), kind: .unknownName,
        span: given.span)
    }
  }

  /// Reads `true` or `false`.
  package func flag(_ name: String, default fallback: Bool, help: String) -> Bool {
    value(
      name, default: fallback, text: "\(fallback)", allowed: "true or false", help: help,
      canonical: { Value(.name("\($0)")) }
    ) { given in
      switch given.kind {
      case .name("true"): true
      case .name("false"): false
      default: nil
      }
    }
  }

  /// Reads a text between quotes, or a bare name.
  package func text(
    _ name: String, default fallback: String, required: Bool = false, allowed: String = "text", help: String
  ) -> String {
    value(
      name, default: fallback, text: fallback.isEmpty ? "\"\"" : fallback, required: required, allowed: allowed,
      help: help, canonical: { Value(.string($0)) }
    ) { given in
      switch given.kind {
      case .string(let text), .name(let text): text
      default: nil
      }
    }
  }

  /// Reads some of the words of `choices`: `a` or `[a, b]`; none by default.
  package func words(_ name: String, among choices: [String], help: String) -> [String] {
    value(
      name, default: [], text: "", allowed: "\(choices.joined(separator: ", ")), or a list of such", help: help,
      singular: false, choices: choices, canonical: { Value(.list($0.map { Value(.name($0)) })) }
    ) { given throws(SettingProblem) in
      var items = [given]
      if case .list(let list) = given.kind { items = list }
      var words: [String] = []
      for item in items {
        guard case .name(let word) = item.kind else { return nil }
        guard choices.contains(word) else {
          throw SettingProblem(
            "'\(name)' cannot be '\(word)'", remedy: Suggestion.remedy(for: word, among: choices), kind: .unknownName,
            span: item.span)
        }
        words.append(word)
      }
      return words
    }
  }

  /// Reads texts between quotes: `"a"` or `["a", "b"]`; none by default.
  package func texts(_ name: String, example: String, help: String) -> [Value] {
    value(
      name, default: [], text: "", allowed: "text between quotes, or a list of such, as \(example)", help: help,
      singular: false, canonical: { Value(.list($0)) }
    ) { given in
      var items = [given]
      if case .list(let list) = given.kind { items = list }
      return items.allSatisfy { if case .string = $0.kind { true } else { false } } ? items : nil
    }
  }

  /// Reads whole numbers within `range`: `3`, `1...5` or `[1, 2, 4]`.
  package func counts(
    _ name: String, default fallback: [Int], _ range: ClosedRange<Int>, most: Int = 10_000, help: String
  ) -> [Int] {
    value(
      name, default: fallback, text: Settings.text(of: fallback),
      allowed: "whole numbers from \(range.lowerBound) to \(range.upperBound), as 3, 1...5 or [1, 2, 4]", help: help,
      singular: false, canonical: { Value(.list($0.map { Value(.number(Double($0))) })) }
    ) { given throws(SettingProblem) in try Settings.counts(in: given, of: name, range, most: most) }
  }

  /// The whole numbers within `range` that `given` lists; nil where it lists none, and throws where they are more than `most`.
  package static func counts(
    in given: Value, of name: String, _ range: ClosedRange<Int>, most: Int = 10_000
  ) throws(SettingProblem) -> [Int]? {
    if case .range(let first, let last) = given.kind, range.contains(first), range.contains(last), last - first >= most
    {
      throw SettingProblem(
        "'\(name)' has more than \(most) values", remedy: "shorten the range", kind: .unsuitable, span: given.span)
    }
    return counts(in: given, range, most: most)
  }

  /// Reads numbers within `bounds`: `0.5` or `[0.5, 1]`.
  package func numbers(
    _ name: String, default fallback: [Double], _ bounds: Bounds<Double> = .any, help: String
  ) -> [Double] {
    value(
      name, default: fallback, text: "[\(fallback.map(Value.text(of:)).joined(separator: ", "))]",
      allowed: "\(bounds.description), or a list of such", help: help, singular: false,
      canonical: { Value(.list($0.map { Value(.number($0)) })) }
    ) { given in
      var items = [given]
      if case .list(let list) = given.kind { items = list }
      var numbers: [Double] = []
      for item in items {
        guard case .number(let number) = item.kind, bounds.contains(number) else { return nil }
        numbers.append(number)
      }
      return numbers.isEmpty ? nil : numbers
    }
  }

  /// Reads something that `catalogue` names, with its own settings: `gru(width: 16)`.
  ///
  /// For one that `isOptional`, ask `has` whether it was given.
  package func part<Element>(
    _ name: String, from catalogue: Catalogue<Element>, default fallback: String, required: Bool = false,
    isOptional: Bool = false, help: String
  ) -> Element {
    let standard = self.fallback(fallback, from: catalogue)
    return value(
      name, default: standard, text: isOptional ? "" : fallback, required: required, allowed: catalogue.oneOfKind,
      help: help,
      canonical: \.canonical
    ) { given throws(SettingProblem) in try self.make(given, path: self.childPath(name), from: catalogue) }.element
  }

  /// Reads one or several things that `catalogue` names.
  package func parts<Element>(
    _ name: String, from catalogue: Catalogue<Element>, default fallback: String, required: Bool = false, help: String
  ) -> [(element: Element, canonical: Value, given: Value)] {
    let standard = self.fallback(fallback, from: catalogue)
    typealias Made = [(element: Element, canonical: Value, given: Value)]
    let initial: Made = [(standard.element, standard.canonical, standard.canonical)]
    return value(
      name, default: initial, text: fallback, required: required, allowed: "\(catalogue.oneOfKind) or a list of such",
      help: help, singular: false, canonical: { Value(.list($0.map(\.canonical))) }
    ) { given throws(SettingProblem) in
      var items = [given]
      if case .list(let list) = given.kind { items = list }
      var made: Made = []
      for item in items {
        guard let part = try self.make(item, path: self.childPath(name), from: catalogue) else { return nil }
        made.append((part.element, part.canonical, item))
      }
      return made.isEmpty ? nil : made
    }
  }

  private typealias Part<Element> = (element: Element, canonical: Value)

  private func fallback<Element>(_ text: String, from catalogue: Catalogue<Element>) -> (
    element: Element, canonical: Value
  ) {
    if let value = try? Value(parsing: text), let made = try? make(value, path: "", from: catalogue) { return made }
    let entry = catalogue.entries[0]
    let settings = Settings(owner: entry.name, arguments: [])
    return (entry.make(settings), settings.canonical)
  }

  private func make<Element>(
    _ given: Value, path: String, from catalogue: Catalogue<Element>
  ) throws(SettingProblem) -> (element: Element, canonical: Value)? {
    if case .string = given.kind, let expression = catalogue.expression {
      let settings = Settings(
        owner: "expression", arguments: [], span: given.span, path: path, grid: grid, files: files,
        additions: additions)
      let element = expression(given, settings)
      settings.finish().forEach(report)
      return (element, given)
    }
    guard let head = given.head else {
      throw SettingProblem(
        "\(given) is not \(catalogue.oneOfKind)",
        remedy: Suggestion.remedy(for: given.description, among: names(in: catalogue)), kind: .unknownName,
        span: given.span)
    }
    guard let entry = catalogue[name: head] ?? additions?.entry(named: head, in: catalogue) else {
      throw SettingProblem(
        "unknown \(catalogue.kind) '\(head)'",
        remedy: Suggestion.remedy(for: head, among: names(in: catalogue)), kind: .unknownName,
        span: given.span.lowerBound..<given.span.lowerBound + head.utf8.count)
    }
    let settings = Settings(
      owner: head, arguments: given.arguments, span: given.span, path: path, grid: grid, files: files,
      additions: additions)
    let element = entry.make(settings)
    settings.finish().forEach(report)
    return (element, settings.canonical)
  }

  private func names<Element>(in catalogue: Catalogue<Element>) -> [String] {
    catalogue.entries.map(\.name) + (additions?.names(in: catalogue) ?? [])
  }

  /// `3`, `1...5` or `[1, 2, 4]`.
  package static func text(of counts: [Int]) -> String {
    guard let first = counts.first, let last = counts.last else { return "" }
    if counts.count == 1 { return String(first) }
    return counts == Array(first...max(first, last)) ? "\(first)...\(last)" : "\(counts)"
  }

  private static func counts(in given: Value, _ range: ClosedRange<Int>, most: Int) -> [Int]? {
    switch given.kind {
    case .number(let number):
      guard let whole = Int(exactly: number), range.contains(whole) else { return nil }
      return [whole]
    case .range(let first, let last):
      guard range.contains(first), range.contains(last), last - first < most else { return nil }
      return Array(first...last)
    case .list(let values):
      let parts = values.compactMap { counts(in: $0, range, most: most) }
      let all = parts.flatMap { $0 }
      return parts.count == values.count && !all.isEmpty && all.count <= most ? all : nil
    default: return nil
    }
  }
}
