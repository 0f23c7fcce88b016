import Testing

@testable import Definitions
@testable import Equations
@testable import Errors
@testable import Networks
@testable import Settings
@testable import Tasks
@testable import Theorems

/// What a chapter defines and uses can be computed elsewhere, from the canonical text and the settings alone.
@Suite("The canonical text of definitions")
struct CanonicalTextTests {
  /// Reads a definition, uses it, and makes it again from what is stored of it; returns what is wrong with it as written.
  @discardableResult
  private func stored(
    _ text: String, _ kind: WrittenDefinition.Kind, settings: String? = nil, initialisation: String? = nil,
    given: String = "written", calling functions: BookFunctions = .init()
  ) throws -> [String] {
    var problems: [DefinitionProblem] = []
    let definition = WrittenDefinition(
      kind, name: "written", settings: settings.map { .init($0) }, initialisation: initialisation.map { .init($0) },
      lines: text.split(separator: "\n").map { DefinitionLine(String($0)) }, functions: functions, problems: &problems)
    let use = Settings(owner: "written", arguments: try Value(parsing: given).arguments)
    if problems.isEmpty {
      switch kind {
      case .model: ModelDefinition(definition, problems: &problems).map { _ = DefinedModel($0, use) }
      case .error: ErrorDefinition(definition, problems: &problems).map { _ = DefinedError($0, use) }
      case .task: TaskDefinition(definition, problems: &problems).map { _ = DefinedTask($0, use) }
      case .function: FunctionDefinition(definition, problems: &problems).map { _ = DefinedMemory($0, use) }
      }
    }
    let mistakes = problems.map(\.problem.message) + use.finish().map(\.message)
    guard mistakes.isEmpty else { return mistakes }
    let value = Value(
      .call("equations", [Argument(label: "text", value: Value(.string(definition.canonical)))] + use.record))
    let again = Settings(owner: "equations", arguments: try Value(parsing: "\(value)").arguments)
    switch kind {
    case .model: _ = DefinedModel(settings: again)
    case .error: _ = DefinedError(settings: again)
    case .task: _ = DefinedTask(settings: again)
    case .function: _ = DefinedMemory(settings: again)
    }
    #expect(again.finish().map(\.message) == [], "\(definition.canonical.prefix(300))")
    #expect(again.canonical == value)
    var others: [DefinitionProblem] = []
    let read = WrittenDefinition(canonical: definition.canonical, kind: kind, problems: &others)
    #expect(read.canonical == definition.canonical && others.isEmpty)
    return []
  }

  private func functions(
    _ all: [(name: String, text: String)]
  ) throws -> (functions: BookFunctions, mistakes: [String]) {
    var book = BookDefinitions()
    for (name, text) in all {
      var problems: [DefinitionProblem] = []
      let definition = WrittenDefinition(
        .function, name: name, settings: nil, lines: [DefinitionLine(text)], functions: book.functions,
        problems: &problems)
      guard let function = FunctionDefinition(definition, problems: &problems), problems.isEmpty else {
        return (book.functions, problems.map(\.problem.message))
      }
      book.add(.function(function), as: name)
    }
    return (book.functions, [])
  }

  @Test(arguments: ["W x + ", "1e15 * b + ", "σ(b) + ", "b^-b + "])
  func `an equation of the most bytes`(term: String) throws {
    let head = "state h[width]\nh' = tanh("
    let most = TextLimits.written.equation - "h' = tanh(W x + b)".utf8.count
    func text(_ bytes: Int) -> String {
      "\(head)\(String(repeating: term, count: bytes / term.utf8.count))W x + b)\ny = C h'"
    }
    #expect(try stored(text(most), .model, settings: "[width: 3]") == [])
    #expect(
      try stored(text(most + 2 * term.utf8.count), .model, settings: "[width: 3]").first?.contains("is too long")
        == true)
  }

  @Test func `a definition of the most bytes`() throws {
    func text(_ lines: Int) -> String {
      let terms = (0..<lines).map { "a\($0) = tanh(\(String(repeating: "1e15 * x + ", count: 400))x)" }
      return
        "x ~ gaussian\n\(terms.joined(separator: "\n"))\ny = \((0..<lines).map { "a\($0)" }.joined(separator: " + "))"
    }
    #expect(try stored(text(22), .task, given: "written(length: 5)") == [])
    #expect(try stored(text(23), .task).first?.hasPrefix("a definition of") == true)
  }

  private func nested(_ open: String, _ depth: Int, _ inner: String, _ close: String) -> String {
    "\(String(repeating: open, count: depth))\(inner)\(String(repeating: close, count: depth))"
  }

  @Test func `parentheses as deep as they may nest`() throws {
    func text(_ open: String, _ depth: Int, _ close: String) -> String {
      "state h[3]\nh' = tanh(W x + \(nested(open, depth, "h", close)))\ny = C h'"
    }
    #expect(try stored(text("sin(", 30, ")"), .model) == [])
    #expect(try stored(text("sin(", 31, ")"), .model) == ["this formula nests deeper than 32"])
    #expect(try stored("r^2 + 1\(String(repeating: "^-t", count: 31))", .error) == [])
    #expect(
      try stored("r^2 + 1\(String(repeating: "^-t", count: 32))", .error) == ["this formula nests deeper than 32"])
    #expect(try stored("r^2 + \(nested("2 t (", 30, "r", ")"))", .error) == [])
    let deep = "r^2 + \(nested("1 - 2 * -3 1 1 1 1 1 (", 25, "r", ")"))"
    #expect(try stored(deep, .error) == ["this formula nests deeper than 200"])
  }

  @Test func `functions that call one another deeply`() throws {
    func chain(_ count: Int) -> [(name: String, text: String)] {
      (0..<count).map { ("f\($0)", $0 == 0 ? "s" : "sin(f\($0 - 1)(s))") }
    }
    let (functions, mistakes) = try functions(chain(200))
    #expect(mistakes == [])
    #expect(try stored("f199(s)", .function, calling: functions) == [])
    #expect(try stored("f197(r)^2", .error, calling: functions) == [])
    #expect(try stored("x ~ gaussian\ny = 1 + f198(x)", .task, given: "written(length: 4)", calling: functions) == [])
    #expect(try stored("state h[3]\nh' = tanh(W x + f150(h) + b)\ny = C h'", .model, calling: functions) == [])
    #expect(
      try stored("x ~ gaussian\ny = 1 + f199(x)", .task, calling: functions)
        == ["with its functions expanded, this formula nests deeper than 200"])
    #expect(
      try self.functions(chain(201)).mistakes == ["with its functions expanded, this formula nests deeper than 200"])
  }

  @Test func `functions that repeat a long argument`() throws {
    let (functions, mistakes) = try functions([
      ("twice", "a + a"), ("many", Array(repeating: "a", count: 200).joined(separator: " + ")),
    ])
    #expect(mistakes == [])
    let call = "r^2 + many(many(r))"
    #expect(try stored("r^2 + many(r + twice(\(String(repeating: "r", count: 1))))", .error, calling: functions) == [])
    #expect(try stored(call, .error, calling: functions).first?.contains("more than") == true)
    let name = String(repeating: "n", count: 4_000)
    let long = "x ~ gaussian\n\(name) = x\ny = many(\(name))"
    #expect(try stored(long, .task, given: "written(length: 2)", calling: functions) == [])
    let longer = "x ~ gaussian\n\(name) = x\ny = many(\(name) + \(name))"
    #expect(
      try stored(longer, .task, calling: functions)
        == ["with 'many' expanded, this definition is longer than 1000000 bytes"])
  }

  @Test func `settings of any default, bounds and value`() throws {
    let task = "x ~ gaussian\ny = x + sum(s, first, last, 1 / (k + s) * x[t-s])"
    let bounds = "[first: count(3, from: 0, to: 9), last: number(-1, from: -5, to: 10000), k: 0.5]"
    #expect(try stored(task, .task, settings: bounds) == [])
    #expect(try stored(task, .task, settings: bounds, given: "written(last: -5, first: 0)") == [])
    #expect(try stored(task, .task, settings: bounds, given: "written(last: 4, length: 5000)") == [])
    let model = "state h[width - 8]\nh' = tanh(W x + log(scale - 2) * b)\ny = C h'"
    #expect(try stored(model, .model, settings: "[width: 16, scale: 3]", initialisation: "[b: 1 / (width - 1)]") == [])
    #expect(
      try stored(
        model, .model, settings: "[width: 16, scale: 3]", initialisation: "[b: 1 / (width - 1)]",
        given: "written(width: 4096, scale: 2.5, layers: 2)"
      ).isEmpty)
    #expect(try stored("log(level - 1) * r^2", .error, settings: "[level: 3]", given: "written(level: 2)") == [])
    #expect(
      try stored("log(t + level) * r^2", .error, settings: "[level: 3]", given: "written(level: 0)").first?
        .contains("at step t = 0") == true)
    let sums = "sum(k, 1, n, t / k) * sum(k, 1, n, r^2 / k)"
    #expect(try stored(sums, .error, settings: "[n: 3]", given: "written(n: 180)") == [])
    #expect(
      try stored(sums, .error, settings: "[n: 3]", given: "written(n: 350)").first?.contains("operations") == true)
    #expect(try stored("s / (n - 1)", .function, settings: "[n: 3]") == [])
    #expect(try stored("x ~ gaussian\ny = x\nanswers from first", .task, settings: "[first: 50]") == [])
    #expect(
      try stored(
        "x ~ gaussian\ny = x\nanswers from first", .task, settings: "[first: 50]",
        given: "written(first: 300, length: 400)") == [])
  }

  @Test func `the length of a task is a whole number`() throws {
    let text = "x ~ gaussian\ny = x"
    #expect(try stored(text, .task, settings: "[length: 16384]") == [])
    #expect(try stored(text, .task, settings: "[length: 16384]", given: "written(length: 1)") == [])
    #expect(try stored(text, .task, settings: "[length: 20.5]").first?.contains("is not a whole number") == true)
    for length in ["0", "16385", "count(20000, to: 20000)"] {
      #expect(try stored(text, .task, settings: "[length: \(length)]").first?.contains("goes from 1 to 16384") == true)
    }
  }

  @Test func `names that the canonical text has a use for`() throws {
    #expect(try stored("settings = tanh(A x)\ny = C settings + initialisation\nparameter A[3, inputs]", .model) == [])
    #expect(try stored("settings s + initialisation", .function, settings: "[initialisation: 2, settings: 3]") == [])
    #expect(try stored("settings (1 + s)", .function, settings: "[s: 2]") == [])
    #expect(
      try stored("y = text * C x", .model, settings: "[text: 2]") == ["a setting cannot be called 'text'"])
  }

  @Test func `canonical text given by hand is bounded`() throws {
    func mistakes(_ text: String) -> [String] {
      let settings = Settings(owner: "equations", arguments: [Argument(label: "text", value: Value(.string(text)))])
      _ = DefinedError(settings: settings)
      return settings.finish().map(\.message)
    }
    #expect(mistakes("r^2") == [])
    let deep = TextLimits.canonical.depth
    for (open, close) in [("(", ")"), ("sin(", ")"), ("-(", ")"), ("2^-(", ")")] {
      let found = mistakes(nested(open, 5_000, "r", close))
      #expect(found == ["this formula nests deeper than \(deep)"])
    }
    #expect(mistakes(nested("1 - sin(", 150, "r", ")")) == ["this formula nests deeper than 200"])
    #expect(mistakes(String(repeating: "r + ", count: 260_000) + "r").first?.contains("is too long") == true)
    #expect(mistakes(Array(repeating: "r", count: 201).joined(separator: " ")).first?.contains("beside") == true)
  }

  @Test func `properties as deep and as long as they may be, and names alone on the left`() throws {
    let (functions, mistakes) = try functions(
      (0..<199).map { ("f\($0)", $0 == 0 ? "s" : "sin(f\($0 - 1)(s))") } + [("same", "a")])
    #expect(mistakes == [])
    func stored(_ text: String) throws {
      var problems: [DefinitionProblem] = []
      let lines = text.split(separator: "\n").map { DefinitionLine(String($0)) }
      let made = PropertyDefinition(lines, functions: functions, span: 0..<0, problems: &problems)
      #expect(problems.map(\.problem.message) == [])
      let property = try #require(made)
      let check = [
        Argument(label: "statement", value: Value(.string(property.canonical))),
        Argument(label: "trials", value: Value(.number(5))),
      ]
      let settings = Settings(owner: "property", arguments: check)
      let theorem = PropertyTheorem(settings: settings)
      #expect(settings.finish().map(\.message) == [])
      #expect(theorem.check().evidence.count == property.controls.count + 1)
      let again = PropertyDefinition(
        [DefinitionLine(property.canonical)], within: .canonical, span: 0..<0, problems: &problems)
      #expect(problems.isEmpty && again?.canonical == property.canonical)
    }
    try stored("for x ~ gaussian\nf198(x) = f198(x)\ncontrol x -> f197(x + 1)")
    let long = String(repeating: "1e9 * x + ", count: 490)
    try stored("for x ~ gaussian\n\(long)x = \(long)x\ncontrol x -> x + 1")
    try stored("for x ~ gaussian\nu = 2 * x\nsame(u) = x + x\ncontrol x -> x + 1")
    try stored("for x[3] ~ gaussian, i in 0...2\nv[j] = 2 * x[j]\n(v[i]) = x[i] + x[i]\ncontrol x[j] -> x[j] + 1")
  }
}
