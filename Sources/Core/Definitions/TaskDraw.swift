import Equations
import Numerics

extension TaskDefinition {
  /// An input with its distribution.
  struct Draw: Sendable {
    enum Distribution: Sendable {
      case gaussian, sign
      case uniform(Double, Double)
      /// One of k features 1, the others 0.
      case symbols(Int)
    }

    var name: String
    var rows: Int
    /// Whether it is one number.
    var isNumber = false
    var distribution: Distribution
    var span: Range<Int>

    /// The number of symbols it is drawn from, nil if it is not a symbol.
    var symbols: Int? { if case .symbols(let count) = distribution { count } else { nil } }

    /// Whether it is white with mean 0 and variance 1.
    var isStandard: Bool {
      switch distribution {
      case .gaussian, .sign: true
      case .uniform(let low, let high): abs(low + high) < 1e-12 && abs(high * high - 3) < 1e-9
      case .symbols: false
      }
    }
  }
}

extension TaskDefinition.Draw {
  static let names = ["gaussian", "sign", "uniform", "symbols"]

  init(_ declared: Statement.Declared, _ source: Statement.Source, numbers: [String: Double]) throws(DefinitionProblem)
  {
    func number(_ formula: Formula) throws(DefinitionProblem) -> Double {
      try ScalarProgram(formula, variables: [], numbers: numbers).value([])
    }
    guard case .distribution(let name, let arguments) = source, Self.names.contains(name) else {
      throw DefinitionProblem(
        "unknown distribution '\("\(source)".dropFirst(2))'",
        remedy: "write \(declared.name) ~ gaussian, sign, uniform or symbols(8)",
        span: declared.span)
    }
    var rows = 1
    if let dimension = declared.dimensions.first {
      let size = try Size.read(dimension, names: Set(numbers.keys))
      let counts = numbers.reduce(into: [String: Int]()) {
        if let whole = Int(exactly: $1.value) { $0[$1.key] = whole }
      }
      guard declared.dimensions.count == 1, let value = size.value(counts), (1...1024).contains(value) else {
        throw DefinitionProblem(
          "'\(declared)' must have 1 to 1024 inputs", remedy: "write \(declared.name)[2]", span: declared.span)
      }
      rows = value
    }
    self.name = declared.name
    self.rows = rows
    isNumber = declared.dimensions.isEmpty && name != "symbols"
    span = declared.span
    switch (name, arguments.count) {
    case ("gaussian", 0): distribution = .gaussian
    case ("sign", 0): distribution = .sign
    case ("uniform", 0): distribution = .uniform(-3.0.squareRoot(), 3.0.squareRoot())
    case ("uniform", 2):
      let (low, high) = (try number(arguments[0]), try number(arguments[1]))
      try source.checkEnds(low, high, declared.span)
      distribution = .uniform(low, high)
    case ("symbols", 1):
      guard let count = Int(exactly: try number(arguments[0])), (2...256).contains(count), declared.dimensions.isEmpty
      else {
        throw DefinitionProblem(
          "'\(declared) \(source)' does not have 2 to 256 symbols", remedy: "write \(declared.name) ~ symbols(8)",
          span: declared.span)
      }
      distribution = .symbols(count)
      self.rows = count
    default:
      throw DefinitionProblem(
        "'\(name)' cannot take \(arguments.count) number\(arguments.count == 1 ? "" : "s")",
        remedy: "write gaussian, sign, uniform, uniform(0, 1) or symbols(8)",
        span: declared.span)
    }
  }
}

extension Statement.Source {
  /// Checks the ends of a uniform distribution.
  func checkEnds(_ low: Double, _ high: Double, _ span: Range<Int>) throws(DefinitionProblem) {
    guard (high - low).isFinite else {
      throw DefinitionProblem(
        "'\("\(self)".dropFirst(2))' has no finite width", remedy: "write two numbers, as uniform(0, 1)", span: span)
    }
    guard low < high else {
      throw DefinitionProblem(
        "'\("\(self)".dropFirst(2))' is empty", remedy: "write the smaller number first, as uniform(0, 1)", span: span)
    }
  }
}

extension TaskDefinition.Draw {
  func fill(
    _ inputs: Signal<Double>, _ time: Int, _ row: Int, _ sequence: Int, _ generator: inout Generator
  ) {
    switch distribution {
    case .symbols(let count):
      let symbol = Int(generator.uniform() * Double(count))
      for feature in 0..<count { inputs[time, row + feature, sequence] = feature == symbol ? 1 : 0 }
    case .gaussian: for feature in 0..<rows { inputs[time, row + feature, sequence] = generator.gaussian() }
    case .sign: for feature in 0..<rows { inputs[time, row + feature, sequence] = generator.sign() }
    case .uniform(let low, let high):
      for feature in 0..<rows { inputs[time, row + feature, sequence] = low + (high - low) * generator.uniform() }
    }
  }
}
