import Foundation

@testable import Definitions
@testable import Equations
@testable import Errors
@testable import Networks
@testable import Numerics
@testable import Settings
@testable import Tasks

/// What libFuzzer calls with each definition.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
  DefinitionFuzz.read(Array(UnsafeBufferPointer(start: data, count: size)))
  return 0
}

/// Definitions: a line with the kind, lines of options, an empty line, equations.
///
/// What is sound is typeset, read back from its canonical text, run on short sequences, and made again as a share of a
/// sweep makes it.
enum DefinitionFuzz {
  /// More operations of a step are planned and not run.
  private static let mostWork = 20_000.0

  static func read(_ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    var (place, lines): (Int, [DefinitionLine]) = (0, [])
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      lines.append(DefinitionLine(String(line), start: place))
      place += line.utf8.count + 1
    }
    let head = lines.prefix { !$0.text.isEmpty }
    let body = Array(lines.dropFirst(head.count + 1))
    func option(_ name: String) -> WrittenDefinition.Text? {
      head.first { $0.text.hasPrefix("\(name): ") }.map { line in
        WrittenDefinition.Text(String(line.text.dropFirst(name.count + 2)), start: line.start + name.utf8.count + 2)
      }
    }
    guard let kind = WrittenDefinition.Kind(rawValue: head.first?.text ?? "") else {
      return property(body, size: text.utf8.count)
    }
    var problems: [DefinitionProblem] = []
    let definition = WrittenDefinition(
      kind, name: "written", settings: option("settings"),
      initialisation: kind == .model ? option("initialisation") : nil, lines: body, functions: functions,
      problems: &problems)
    check(problems, size: text.utf8.count)
    guard problems.isEmpty else { return }
    let made = self.made(definition, &problems)
    check(problems, size: text.utf8.count)
    guard let made, problems.isEmpty else { return }
    if made.tex.isEmpty { stop("nothing was typeset") }
    var others: [DefinitionProblem] = []
    let again = WrittenDefinition(canonical: definition.canonical, kind: kind, problems: &others)
    if again.canonical != definition.canonical || !others.isEmpty {
      stop("the canonical text does not read back:\n\(definition.canonical)\n---\n\(again.canonical)\n\(others)")
    }
    run(made)
  }

  /// Functions that every definition may call.
  private static let functions: BookFunctions = {
    var book = BookDefinitions()
    let deep = String(repeating: "sin(", count: 30) + "a" + String(repeating: ")", count: 30)
    for (name, text) in [
      ("ramp", "1 / (1 + rate * s)"), ("bump", "exp(-a^2) * ramp(b)"), ("deep", deep),
      ("deeper", "deep(deep(deep(a)))"), ("series", "sum(k, 0, n, a^k)"),
    ] {
      var problems: [DefinitionProblem] = []
      let definition = WrittenDefinition(
        .function, name: name, settings: name == "ramp" ? .init("[rate: 0.1]") : nil, lines: [DefinitionLine(text)],
        functions: book.functions, problems: &problems)
      if let function = FunctionDefinition(definition, problems: &problems) { book.add(.function(function), as: name) }
    }
    return book.functions
  }()

  private static func made(
    _ definition: WrittenDefinition, _ problems: inout [DefinitionProblem]
  ) -> BookDefinitions.Defined? {
    switch definition.kind {
    case .model: ModelDefinition(definition, problems: &problems).map { .model($0) }
    case .error: ErrorDefinition(definition, problems: &problems).map { .error($0) }
    case .task: TaskDefinition(definition, problems: &problems).map { .task($0) }
    case .function: FunctionDefinition(definition, problems: &problems).map { .function($0) }
    }
  }

  private static func run(_ made: BookDefinitions.Defined) {
    let settings = Settings(owner: "written", arguments: [Argument(label: "length", value: Value(.number(7)))])
    switch made {
    case .model(let definition):
      let settings = Settings(owner: "written", arguments: [])
      let model = DefinedModel(definition, settings)
      checkStored(made, settings) { _ = DefinedModel(settings: $0) }
      let shape = SequenceShape(length: 4, inputs: 2, outputs: 3)
      let size = model.parameters(for: shape).reduce(0) { $0 + $1.count }
      guard model.operations(for: shape) < mostWork, size < 2_000 else { return }
      _ = definition.parameterTable
      _ = model.gradientCheck(directions: 1, length: 4, batch: 2)
    case .error(let definition):
      let error = DefinedError(definition, settings)
      checkStored(made, settings) { _ = DefinedError(settings: $0) }
      var outputs = [0.3, -2, 0.1, 5, 0, 7]
      _ = outputs.withUnsafeMutableBufferPointer { outputs in
        [1.0, 1, 0.1, -3, 0, 2].withUnsafeBufferPointer {
          error.compare(outputs, with: $0, width: 2, time: 3, length: 9)
        }
      }
      _ = error.weights(length: 5)
    case .task(let definition):
      let task = DefinedTask(definition, settings)
      checkStored(made, settings) { _ = DefinedTask(settings: $0) }
      guard task.shape.length == 7, task.workspace < 20_000 else { return }
      let inputs = Signal<Double>(length: 7, width: task.shape.inputs, batch: 2)
      let targets = Signal<Double>(length: 7, width: task.shape.outputs, batch: 2)
      var generator = Generator(seed: 1)
      task.fill(inputs: inputs, targets: targets, from: &generator)
    case .function(let definition):
      if definition.arguments.count == 1 {
        _ = DefinedMemory(definition, settings)(3)
        checkStored(made, settings) { _ = DefinedMemory(settings: $0) }
      }
      var book = BookDefinitions()
      book.add(made, as: "own")
      let call = "own(\(definition.arguments.map { _ in "s" }.joined(separator: ", ")))"
      _ = try? book.expanded("2 * \(call) + s", start: 0, variables: ["s"])
    }
  }

  /// Makes what is used with `settings` again from what is stored of it.
  private static func checkStored(
    _ made: BookDefinitions.Defined, _ settings: Settings, _ make: (Settings) -> Void
  ) {
    guard settings.problems.isEmpty else { return }
    let text = Argument(label: "text", value: Value(.string(made.definition.canonical)))
    let value = Value(.call("equations", [text] + settings.record))
    guard let read = try? Value(parsing: "\(value)"), read == value else { stop("\(value) does not read back") }
    let stored = Settings(owner: "equations", arguments: read.arguments)
    make(stored)
    let problems = stored.finish()
    if !problems.isEmpty || stored.canonical != value { stop("\(value) is not made again: \(problems)") }
  }

  private static func property(_ lines: [DefinitionLine], size: Int) {
    var problems: [DefinitionProblem] = []
    let property = PropertyDefinition(lines, functions: functions, span: 0..<0, problems: &problems)
    check(problems, size: size)
    guard let property, property.excess(cases: 100_000) == nil else { return }
    if property.tex.isEmpty { stop("nothing was typeset") }
    let text = DefinitionLine(property.canonical)
    let again = PropertyDefinition([text], within: .canonical, span: 0..<0, problems: &problems)
    if again?.canonical != property.canonical || !problems.isEmpty {
      stop("the canonical text does not read back:\n\(property.canonical)\n---\n\(problems)")
    }
    _ = property.findings(trials: 2, tolerance: 1e-10, seed: 1)
  }

  private static func check(_ problems: [DefinitionProblem], size: Int) {
    for item in problems {
      let spans = [item.problem.span] + item.notes.map(\.span)
      if spans.contains(where: { $0.upperBound > size }) { stop("a place outside: \(item.problem.message)") }
    }
  }
}
