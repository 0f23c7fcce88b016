import Definitions
import Document
import Equations
import Settings
import Syntax

/// Reads the definitions of a book, functions first, since all others may call them.
struct BookDefinitionReading {
  private(set) var definitions = BookDefinitions()

  /// Reads the calls that define something; mistakes are kept for the directives to report.
  init(_ calls: [DirectiveCall]) {
    let calls = calls.filter { EquationBody.names.contains($0.name) && $0.label != nil }
    readFunctions(calls.filter { $0.name == WrittenDefinition.Kind.function.rawValue })
    for call in calls {
      guard let kind = WrittenDefinition.Kind(rawValue: call.name), kind != .function else { continue }
      read(call, as: kind)
    }
  }

  /// Reads functions, each after those that it calls.
  private mutating func readFunctions(_ functions: [DirectiveCall]) {
    let names = functions.map { BookFunctions.name(of: $0.label ?? "") }
    let places = Dictionary(grouping: names.indices) { names[$0] }
    var callers: [Int: [Int]] = [:]
    var missing = functions.map { _ in 0 }
    for (index, function) in functions.enumerated() {
      for called in Self.words(calledIn: function.equationText).flatMap({ places[$0] ?? [] }) {
        callers[called, default: []].append(index)
        missing[index] += 1
      }
    }
    var ready = functions.indices.filter { missing[$0] == 0 }
    var next = 0
    while next < ready.count {
      read(functions[ready[next]], as: .function)
      for caller in callers[ready[next], default: []] {
        missing[caller] -= 1
        if missing[caller] == 0 { ready.append(caller) }
      }
      next += 1
    }
    for index in functions.indices where missing[index] > 0 { noteCircle(functions[index]) }
  }

  /// The words right before an opening parenthesis.
  private static func words(calledIn text: String) -> Set<String> {
    var words: Set<String> = []
    var word: [UInt8] = []
    for byte in text.utf8 {
      if byte == UInt8(ascii: "("), !word.isEmpty { words.insert(String(decoding: word, as: UTF8.self)) }
      let isWord = byte == UInt8(ascii: "_") || (48...57).contains(byte) || (97...122).contains(byte | 32)
      if isWord { word.append(byte) } else { word.removeAll(keepingCapacity: true) }
    }
    return words
  }

  private mutating func noteCircle(_ call: DirectiveCall) {
    let problem = DefinitionProblem(
      "these functions call one another in a circle", remedy: "remove one of the calls",
      span: call.equations.first.map { $0.start..<$0.start + $0.text.utf8.count } ?? call.nameSpan)
    definitions.add(faulty: call.label ?? "", .function, [problem])
  }

  private mutating func read(_ call: DirectiveCall, as kind: WrittenDefinition.Kind) {
    guard let label = call.label, !definitions.isKnown(label) else { return }
    var problems: [DefinitionProblem] = []
    if let problem = Self.problem(withName: label, kind, call) {
      problems.append(problem)
    } else if kind == .function, definitions.functions.names.contains(BookFunctions.name(of: label)) {
      problems.append(
        DefinitionProblem(
          "another function is called '\(BookFunctions.name(of: label))' in formulae already",
          remedy: "choose a label that differs in more than '-' and '_'", span: call.labelSpan))
    }
    let definition = WrittenDefinition(
      kind, name: label, settings: call.text(of: "settings"),
      initialisation: kind == .model ? call.text(of: "initialisation") : nil, lines: call.equations,
      functions: definitions.functions, span: call.nameSpan, problems: &problems)
    guard problems.isEmpty, !definition.restsOnFaulty else { return definitions.add(faulty: label, kind, problems) }
    let made: BookDefinitions.Defined? =
      switch kind {
      case .model: ModelDefinition(definition, problems: &problems).map { .model($0) }
      case .error: ErrorDefinition(definition, problems: &problems).map { .error($0) }
      case .task: TaskDefinition(definition, problems: &problems).map { .task($0) }
      case .function: FunctionDefinition(definition, problems: &problems).map { .function($0) }
      }
    if let made, problems.isEmpty {
      definitions.add(made, as: label)
    } else {
      definitions.add(faulty: label, kind, problems)
    }
  }

  /// What is wrong with a label as the name of something that settings call.
  private static func problem(
    withName label: String, _ kind: WrittenDefinition.Kind, _ call: DirectiveCall
  ) -> DefinitionProblem? {
    let isName = (try? Value(parsing: label))?.head == label
    if !isName || label.contains(".") {
      return DefinitionProblem(
        "settings cannot call something '\(label)'", remedy: "choose a word of letters, digits, '_' and single '-'",
        span: call.labelSpan)
    }
    let isTaken =
      switch kind {
      case .model: Catalogue.models[name: label] != nil
      case .error: Catalogue.errors[name: label] != nil
      case .task: Catalogue.tasks[name: label] != nil
      case .function:
        Catalogue.memories[name: label] != nil || EquationWords.reserved.contains(BookFunctions.name(of: label))
      }
    return isTaken || label == "equations"
      ? DefinitionProblem(
        "the program already has \(kind == .error ? "an" : "a") \(kind.rawValue) called '\(label)'",
        remedy: "choose another label",
        span: call.labelSpan) : nil
  }
}

extension DirectiveCall {
  /// An option as text with its place.
  fileprivate func text(of option: String) -> WrittenDefinition.Text? {
    options.first { $0.name == option }.map { WrittenDefinition.Text($0.text, start: $0.textSpan.lowerBound) }
  }
}
