import Equations
import Errors
import Networks
import Settings
import Tasks

/// The definitions of a book, as additions to the catalogues: a model, task, error or memory function by its label.
package struct BookDefinitions: CatalogueAdditions {
  package enum Defined: Sendable {
    case model(ModelDefinition)
    case error(ErrorDefinition)
    case task(TaskDefinition)
    case function(FunctionDefinition)
  }

  package private(set) var all: [String: Defined] = [:]
  /// Names of definitions with mistakes; what uses them is not reported again.
  package private(set) var faulty: [String: WrittenDefinition.Kind] = [:]
  /// What is wrong with them.
  package private(set) var problems: [String: [DefinitionProblem]] = [:]

  package init() {}

  package mutating func add(_ defined: Defined, as name: String) {
    all[name] = defined
    let key = LabelKey(kind: defined.definition.kind, text: defined.definition.canonical)
    if labels[key] == nil { labels[key] = name }
    if case .function(let function) = defined { functions.add(function, as: name) }
  }

  package mutating func add(faulty name: String, _ kind: WrittenDefinition.Kind, _ problems: [DefinitionProblem]) {
    faulty[name] = kind
    self.problems[name] = problems
    if kind == .function { functions.add(nil, as: name) }
  }

  package func isKnown(_ name: String) -> Bool { all[name] != nil || faulty[name] != nil }

  package private(set) var functions = BookFunctions()
  /// The first label of each definition by its canonical text.
  private var labels: [LabelKey: String] = [:]

  private struct LabelKey: Hashable {
    var kind: WrittenDefinition.Kind
    var text: String
  }

  /// The canonical value of a setting as a chapter would write it: `minimal-gated(width: 16)` for
  /// `equations(text: "…", width: 16)`.
  package func written(_ value: Value, of setting: String?) -> Value {
    switch value.kind {
    case .number, .string, .name, .range: return value
    case .list(let items): return Value(.list(items.map { written($0, of: setting) }), span: value.span)
    case .call(let head, let arguments):
      var (name, rest) = (head, arguments)
      if head == "equations", case .string(let text)? = arguments.first?.value.kind,
        let label = labels[LabelKey(kind: Self.kind(of: setting), text: text)]
      {
        (name, rest) = (label, Array(arguments.dropFirst()))
      }
      let inner = rest.map { argument in
        Argument(
          label: argument.label, value: written(argument.value, of: argument.label), labelSpan: argument.labelSpan)
      }
      return Value(inner.isEmpty ? .name(name) : .call(name, inner), span: value.span)
    }
  }

  /// What a setting takes.
  private static func kind(of setting: String?) -> WrittenDefinition.Kind {
    switch setting {
    case "model": .model
    case "task": .task
    case "memory": .function
    default: .error
    }
  }

  /// A text for each definition; equal texts mean equal definitions.
  package var fingerprint: [String: String] {
    all.mapValues { defined in
      let definition = defined.definition
      return "\(definition.kind) \(definition.canonical) \(definition.settings)"
    }.merging(problems.mapValues { "\($0)" }) { first, _ in first }
  }

  package func names<Element>(in catalogue: Catalogue<Element>) -> [String] {
    all.filter { Self.fits($0.value, Element.self) }.map(\.key)
  }

  private static func fits<Element>(_ defined: Defined, _: Element.Type) -> Bool {
    switch defined {
    case .model: Element.self == (any SequenceModel).self
    case .error: Element.self == (any TemporalError).self
    case .task: Element.self == (any SequenceTask).self
    case .function: Element.self == (any MemoryFunction).self
    }
  }

  package func entry<Element>(named name: String, in catalogue: Catalogue<Element>) -> Catalogue<Element>.Entry? {
    if let kind = faulty[name] {
      // What has a mistake is used as a plain one of its kind, so that its mistake alone is told.
      let plain = ["model": "gru", "error": "squared", "task": "adding", "function": "exponential"][kind.rawValue]
      return plain.flatMap { catalogue[name: $0] }.map { entry in
        Catalogue.Entry(name, summary: "a definition with a mistake") { settings in
          settings.acceptAll()
          return entry.make(Settings(owner: name, arguments: []))
        }
      }
    }
    guard let defined = all[name] else { return nil }
    let text = defined.definition.canonical
    func make<Made: Sendable>(_ build: @escaping @Sendable (Settings) -> Made) -> Catalogue<Element>.Entry? {
      guard Self.fits(defined, Element.self) else { return nil }
      return Catalogue<Made>.Entry(name, summary: "defined in a chapter") { settings in
        settings.standFor("equations", Argument(label: "text", value: Value(.string(text))))
        return build(settings)
      } as? Catalogue<Element>.Entry
    }
    switch defined {
    case .model(let model): return make { DefinedModel(model, $0) as any SequenceModel }
    case .error(let error):
      if catalogue.kind == "unweighted error", error.usesTime { return nil }
      return make { DefinedError(error, $0) as any TemporalError }
    case .task(let task): return make { DefinedTask(task, $0) as any SequenceTask }
    case .function(let function): return make { DefinedMemory(function, $0) as any MemoryFunction }
    }
  }
}

extension BookDefinitions.Defined {
  package var definition: WrittenDefinition {
    switch self {
    case .model(let model): model.definition
    case .error(let error): error.definition
    case .task(let task): task.definition
    case .function(let function): function.definition
    }
  }
}

/// Definitions as stored results and sweeps carry them: `equations(text: "…", width: 16)`.
package struct StoredDefinitions: CatalogueAdditions {
  package init() {}

  package func names<Element>(in catalogue: Catalogue<Element>) -> [String] { [] }

  package func entry<Element>(named name: String, in catalogue: Catalogue<Element>) -> Catalogue<Element>.Entry? {
    guard name == "equations" else { return nil }
    if let entry = Catalogue<any SequenceModel>.Entry(DefinedModel.self, { $0 }) as? Catalogue<Element>.Entry {
      return entry
    }
    if let entry = Catalogue<any TemporalError>.Entry(DefinedError.self, { $0 }) as? Catalogue<Element>.Entry {
      return entry
    }
    if let entry = Catalogue<any SequenceTask>.Entry(DefinedTask.self, { $0 }) as? Catalogue<Element>.Entry {
      return entry
    }
    return Catalogue<any MemoryFunction>.Entry(DefinedMemory.self, { $0 }) as? Catalogue<Element>.Entry
  }
}
