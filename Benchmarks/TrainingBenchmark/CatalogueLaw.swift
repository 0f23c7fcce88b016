import Equations
import Errors
import Foundation
import Models
import Networks
import Numerics
import Settings
import Tasks
import Training

/// That nothing in the catalogue is slower than it need be: each thing takes at most a stated multiple of its neighbour's time.
///
/// Times are those of the processor, so that other work on the machine disturbs them little. The multiples are the most that was
/// measured (`Benchmarks/HISTORY.md`) and a quarter more. A model without a neighbour of its kind is held to a share of the floating-point
/// operations a second of the model `tanh-rnn`.
struct CatalogueLaw {
  /// One comparison: what is timed, beside what, and how many times as long it may take.
  struct Rule {
    let subject: Subject
    let neighbour: Subject
    let multiple: Double
  }

  /// A model that learns under an error, as chapters write them.
  struct Subject: Hashable, CustomStringConvertible {
    var model = "diagonal-rnn(width: 4)"
    var error = "squared"
    /// The function of a cell that is written as equations; none for a model of the catalogue.
    var function: ElementFunction?

    var description: String {
      function.map { "\($0.rawValue) in equations" } ?? (error == "squared" ? model : error)
    }

    func made() throws -> any SequenceModel {
      guard let function else { return try Catalogue.models.make(model) }
      // An argument from 0.4 to 0.6, where all functions have values.
      return try WrittenModels.model(
        "state h[width]; h' = \(function.rawValue)(0.5 + 0.1 * tanh(W x + U h + b)); y = C h' + d", width: 16)
    }
  }

  private static let shape = SequenceShape(length: 100, inputs: 1, outputs: 1)
  private static let batch = 64

  /// Those of models with a near relative; operations are compared of the others.
  private static let kin: [(model: String, neighbour: String, multiple: Double)] = [
    ("stable-rnn", "tanh-rnn", 0.85), ("gru", "tanh-rnn", 3.7), ("lstm", "gru", 1.7), ("lru", "s4d", 1.2),
    ("diagonal-rnn", "linear-rnn", 1.2),
  ]

  /// The least share of the operations a second of `tanh-rnn` that any model reaches; that of `diagonal-rnn`, which has few, is a
  /// third.
  private static let leastShare = 0.25

  /// Every activation of a model costs at most so many times what its default costs.
  private static let activationMultiple = 1.35

  /// Every function in equations costs at most so many times what `tanh` costs. Logarithms, sines and the softplus are those of
  /// the C library, number by number, so that they have its last digits.
  private static func functionMultiple(_ function: ElementFunction) -> Double {
    switch function {
    case .softplus: 6
    case .sin, .cos: 4.2
    case .log: 3
    case .sqrt: 2
    default: 1.5
    }
  }

  /// Every error costs at most so many times what the squared error costs, on a model that costs next to nothing; those that need
  /// a logarithm or an exponential of every residual cost more.
  private static func errorMultiple(_ name: String) -> Double {
    ["log-cosh", "cross-entropy"].contains(name) ? 3 : 1.5
  }

  static func rules() -> [Rule] {
    kin.map { Rule(subject: Subject(model: $0.model), neighbour: Subject(model: $0.neighbour), multiple: $0.multiple) }
      + Catalogue.models.entries.map(\.name).flatMap { name in
        choices(of: "activation", in: name).map {
          Rule(
            subject: Subject(model: "\(name)(activation: \($0))"), neighbour: Subject(model: name),
            multiple: activationMultiple)
        }
      }
      + ElementFunction.allCases.filter { $0 != .tanh }.map {
        Rule(subject: Subject(function: $0), neighbour: Subject(function: .tanh), multiple: functionMultiple($0))
      }
      + Catalogue.errors.entries.map(\.name).filter { $0 != "squared" }.map {
        Rule(subject: Subject(error: written($0)), neighbour: Subject(), multiple: errorMultiple($0))
      }
  }

  /// The values of a setting of a model that are not its default.
  private static func choices(of setting: String, in model: String) -> [String] {
    Catalogue.models.declarations(of: model).filter { $0.name == setting }.flatMap { declaration in
      declaration.choices.filter { $0 != declaration.fallback }
    }
  }

  /// The error `name` as a chapter would write it, with the settings that must be given.
  private static func written(_ name: String) -> String {
    let required = Catalogue.errors.declarations(of: name).filter { $0.fallback == nil }
    return required.isEmpty ? name : "\(name)(\(required.map { "\($0.name): \($0.example)" }.joined(separator: ", ")))"
  }

  /// Prints a table of all, and returns whether the law holds.
  static func check() throws -> Bool {
    var times: [Subject: Double] = [:]
    func time(_ subject: Subject) throws -> Double {
      if let known = times[subject] { return known }
      let taken = try milliseconds(subject)
      times[subject] = taken
      return taken
    }
    var holds = true
    print("| subject | ms | beside | ms | multiple | at most |\n|---|---|---|---|---|---|")
    for rule in rules() {
      let (own, other) = (try time(rule.subject), try time(rule.neighbour))
      holds = holds && own <= rule.multiple * other
      let numbers = [own, other, own / other].map { String(format: "%.3f", $0) }
      let cells = ["\(rule.subject)", numbers[0], "\(rule.neighbour)", numbers[1], numbers[2], "\(rule.multiple)"]
      print("| \(cells.joined(separator: " | ")) |")
    }
    print("\n| model | GFLOP/s | of tanh-rnn's | at least |\n|---|---|---|---|")
    let reference = try speed("tanh-rnn", time(Subject(model: "tanh-rnn")))
    for name in Catalogue.models.entries.map(\.name) {
      let own = try speed(name, time(Subject(model: name)))
      holds = holds && own >= leastShare * reference
      let numbers = [own, own / reference].map { String(format: "%.2f", $0) }
      print("| \(name) | \(numbers[0]) | \(numbers[1]) | \(leastShare) |")
    }
    return holds
  }

  /// Operations a second of a step, three times those of the model forward.
  private static func speed(_ model: String, _ milliseconds: Double) throws -> Double {
    3 * Double(batch * shape.length) * (try Catalogue.models.make(model)).operations(for: shape) / milliseconds / 1e6
  }

  /// The median time of the processor for a step forward and backward on one thread.
  private static func milliseconds(_ subject: Subject) throws -> Double {
    let model = try subject.made()
    let error = try Catalogue.errors.make(subject.error)
    let (inputs, targets) = data()
    return Workers.with(1) { workers in
      let sharded = ShardedGradient(model, error, shape: shape, batch: batch, workers: workers)
      sharded.load(inputs: inputs, targets: targets)
      var generator = Generator(seed: 1, stream: "initialisation")
      let parameters = model.initialParameters(for: shape, from: &generator).map(Float.init)
      var gradient = Array(repeating: Float(0), count: parameters.count)
      var times: [Double] = []
      let start = processorNanoseconds()
      var last = start
      while times.count < 30 || last - start < 300_000_000 {
        _ = sharded.evaluate(parameters, gradient: &gradient)
        let now = processorNanoseconds()
        times.append(Double(now - last) / 1e6)
        last = now
      }
      return times.sorted()[times.count / 2]
    }
  }

  /// What the process has taken of the processor.
  private static func processorNanoseconds() -> Int {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Int(time.tv_sec) * 1_000_000_000 + Int(time.tv_nsec)
  }

  /// White inputs, and the same as targets.
  private static func data() -> (Signal<Float>, Signal<Double>) {
    let (inputs, targets) = (
      Signal<Float>(length: shape.length, width: 1, batch: batch),
      Signal<Double>(length: shape.length, width: 1, batch: batch)
    )
    var generator = Generator(seed: 1, stream: "inputs")
    for time in 0..<shape.length {
      for index in 0..<batch { targets[time, 0, index] = generator.gaussian() }
    }
    inputs.convert(from: targets)
    return (inputs, targets)
  }
}
