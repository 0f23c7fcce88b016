import Equations
import Settings

/// A definition as read: its settings and statements, with the functions of the book put in.
package struct WrittenDefinition: Sendable {
  package enum Kind: String, CaseIterable, Sendable { case model, error, task, function }

  /// A text with its place, such as the value of an option.
  package struct Text: Sendable {
    package var text: String
    package var start: Int

    package init(_ text: String, start: Int = 0) {
      self.text = text
      self.start = start
    }
  }

  package let kind: Kind
  package let name: String
  package private(set) var settings: [DefinitionSetting]
  /// How parameters start, by name.
  package let initialisation: [(name: String, formula: Formula)]
  package let statements: [Statement]
  /// The same with the functions of the book as calls, for typesetting.
  package let written: [Statement]
  /// Everything that its results depend on, as one line; reading it gives an equal definition.
  ///
  /// It may be longer and deeper than what an author writes, up to `TextLimits.canonical`.
  package let canonical: String
  /// Whether it calls a function that has a mistake; only that mistake is reported.
  package let restsOnFaulty: Bool
  /// Where messages about the definition as a whole point.
  package let span: Range<Int>

  /// Reads a definition; mistakes are added to `problems`.
  ///
  /// - Parameter limits: those of the lines and of the initialisation.
  package init(
    _ kind: Kind, name: String, settings: Text?, initialisation: Text? = nil, lines: [DefinitionLine],
    functions: BookFunctions = BookFunctions(), span: Range<Int> = 0..<0,
    within limits: TextLimits = .written, problems: inout [DefinitionProblem]
  ) {
    self.kind = kind
    self.name = name
    self.span = span
    let form: StatementParser.Form = kind == .model || kind == .task ? .equations : .formula
    let parser = StatementParser(lines, as: form, functions: functions.names, within: limits)
    problems += parser.problems
    written = parser.statements
    var inlining = FunctionInlining(functions)
    let inlined = inlining.statements(parser.statements, problems: &problems)
    statements = inlined
    restsOnFaulty = inlining.restsOnFaulty
    let counting = inlined.reduce(into: Set<String>()) { $0.formUnion($1.countingNames) }
    let longest = kind == .task ? DefinitionLimits.longestSequence : nil
    let read = settings.map { DefinitionSetting.read($0.text, base: $0.start, whole: counting, longest: longest) }
    self.settings = read?.settings ?? []
    problems += read?.problems ?? []
    let starts = initialisation.map { Initialisation.read($0, within: limits) } ?? (formulas: [], problems: [])
    self.initialisation = starts.formulas
    problems += starts.problems
    if lines.allSatisfy({ $0.text.allSatisfy(\.isWhitespace) }), parser.problems.isEmpty {
      problems.append(
        DefinitionProblem(
          "this \(kind.rawValue) has no equations", remedy: "write them below the options, after an empty line",
          span: span))
    }
    var parts =
      self.settings.isEmpty
      ? []
      : ["settings \(self.settings.map { "\($0.name): \($0.isWhole ? "count" : "number")" }.joined(separator: ", "))"]
    if !self.initialisation.isEmpty {
      parts.append("initialisation \(self.initialisation.map { "\($0.name): \($0.formula)" }.joined(separator: ", "))")
    }
    canonical = (parts + inlined.map(\.description)).joined(separator: "; ")
    if let problem = TextLimits.excess(ofCanonical: canonical, parser.statements.first?.span ?? span) {
      problems.append(problem)
    }
  }

  /// Reads what `canonical` writes; settings take any number, since what a chapter allows was checked there.
  package init(canonical: String, kind: Kind, problems: inout [DefinitionProblem]) {
    var (settings, initialisation, rest): (Text?, Text?, [Substring]) = (nil, nil, [])
    for part in canonical.split(separator: ";").map({ $0.drop { $0 == " " } }) {
      if settings == nil, initialisation == nil, rest.isEmpty, let items = Self.items(of: "settings", in: part) {
        let words = items.split(separator: ",").map { item -> String in
          let pair = item.split(separator: ":").map { $0.filter { $0 != " " } }
          guard pair.count == 2 else { return String(item) }
          return pair[1] == "count" ? "\(pair[0]): count(1)" : "\(pair[0]): number(1)"
        }
        settings = Text("[\(words.joined(separator: ", "))]")
      } else if initialisation == nil, rest.isEmpty, let items = Self.items(of: "initialisation", in: part) {
        initialisation = Text("[\(items)]")
      } else {
        rest.append(part)
      }
    }
    self.init(
      kind, name: "equations", settings: settings, initialisation: initialisation,
      lines: [DefinitionLine(rest.joined(separator: "; "))], within: .canonical, problems: &problems)
    for index in self.settings.indices {
      self.settings[index].least = -.greatestFiniteMagnitude
      self.settings[index].most = .greatestFiniteMagnitude
    }
  }

  /// What follows `word` if it is a heading, `settings width: count`, and not a name in an equation.
  private static func items(of word: String, in part: Substring) -> Substring? {
    guard part.hasPrefix("\(word) ") else { return nil }
    let items = part.dropFirst(word.count + 1)
    let name = items.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
    return !name.isEmpty && items[name.endIndex...].first == ":" ? items : nil
  }

  /// The same with `values` as the defaults of its settings.
  func using(_ values: [String: Double]) -> WrittenDefinition {
    var result = self
    for index in settings.indices { result.settings[index].fallback = values[settings[index].name] ?? 1 }
    return result
  }

  /// What each setting is by default.
  var fallbacks: [String: Double] { Dictionary(settings.map { ($0.name, $0.fallback) }) { $1 } }

  /// The settings that count something, as numbers that sizes are made of.
  func counts(_ values: [String: Double]) -> [String: Int] {
    settings.reduce(into: [:]) { counts, setting in
      if let value = values[setting.name], let whole = Int(exactly: value) { counts[setting.name] = whole }
    }
  }

  /// Settings that nothing uses.
  func unusedSettings(beside names: Set<String> = []) -> [DefinitionProblem] {
    let used = statements.reduce(into: names) { $0.formUnion($1.allNames) }
      .union(initialisation.flatMap { $0.formula.freeNames.map(\.name) })
    return settings.filter { !used.contains($0.name) }.map {
      DefinitionProblem("the setting '\($0.name)' is never used", remedy: "use it, or remove it", span: $0.span)
    }
  }

  /// Declares the settings and reads what a chapter gives for them.
  func read(_ settings: Settings) -> [String: Double] {
    self.settings.reduce(into: [:]) { $0[$1.name] = $1.read(from: settings) }
  }
}

extension Statement {
  /// Every formula in it.
  var formulas: [Formula] {
    switch kind {
    case .states(let all), .parameters(let all): all.flatMap(\.dimensions)
    case .equation(_, _, _, let formula), .control(_, _, let formula), .formula(let formula),
      .answers(let formula):
      [formula]
    case .draw(let declared, let source): declared.dimensions + source.formulas
    case .variables(let all): all.flatMap { $0.0.dimensions + $0.1.formulas }
    case .relation(let left, _, let right): [left, right]
    }
  }

  /// Every name that its formulas mention.
  var allNames: Set<String> { Set(formulas.flatMap { $0.freeNames.map(\.name) }) }

  /// Names that count something: in dimensions, in times, and at the ends of sums.
  var countingNames: Set<String> {
    var names: Set<String> = []
    switch kind {
    case .states(let all), .parameters(let all):
      names.formUnion(all.flatMap { $0.dimensions.flatMap { $0.freeNames.map(\.name) } })
    case .draw(let declared, let source):
      names.formUnion(declared.dimensions.flatMap { $0.freeNames.map(\.name) })
      if case .distribution("symbols", let counts) = source {
        names.formUnion(counts.flatMap { $0.freeNames.map(\.name) })
      }
    default: break
    }
    var open = formulas
    while let formula = open.popLast() {
      switch formula.kind {
      case .index(_, let places): names.formUnion(places.flatMap { $0.freeNames.map(\.name) })
      case .total(_, let from, let to, _): names.formUnion((from.freeNames + to.freeNames).map(\.name))
      case .call("symbol", let arguments, _):
        names.formUnion(arguments.dropFirst().flatMap { $0.freeNames.map(\.name) })
      default: break
      }
      open += formula.children
    }
    return names
  }
}

extension Statement.Source {
  var formulas: [Formula] {
    switch self {
    case .distribution(_, let arguments): arguments
    case .range(let first, let last): [first, last]
    case .values(let values): values
    }
  }
}
