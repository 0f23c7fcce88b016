import Equations
import Numerics
import Settings

extension PropertyDefinition.Variable {
  init(_ declared: Statement.Declared, _ source: Statement.Source) throws(DefinitionProblem) {
    func number(_ formula: Formula) throws(DefinitionProblem) -> Double {
      let value = try ScalarProgram(formula, variables: [], numbers: [:]).value([])
      guard value.isFinite else {
        throw DefinitionProblem("'\(formula)' is not a finite number", remedy: "write a number", span: formula.span)
      }
      return value
    }
    name = declared.name
    span = declared.span
    dimensions = []
    for dimension in declared.dimensions {
      guard let size = Int(exactly: try number(dimension)), (1...10_000).contains(size) else {
        throw DefinitionProblem(
          "'\(dimension)' cannot be a dimension", remedy: "write a whole number from 1 to 10000", span: dimension.span)
      }
      dimensions.append(size)
    }
    guard dimensions.count <= 2, dimensions.reduce(1, *) <= 100_000 else {
      throw DefinitionProblem("'\(declared)' is too large", remedy: "use at most 100000 numbers", span: span)
    }
    switch source {
    case .distribution("gaussian", let numbers) where numbers.isEmpty: self.source = .gaussian
    case .distribution("sign", let numbers) where numbers.isEmpty: self.source = .sign
    case .distribution("uniform", let numbers) where numbers.isEmpty:
      self.source = .uniform(-3.0.squareRoot(), 3.0.squareRoot())
    case .distribution("uniform", let numbers) where numbers.count == 2:
      let (low, high) = (try number(numbers[0]), try number(numbers[1]))
      try source.checkEnds(low, high, span)
      self.source = .uniform(low, high)
    case .distribution(let word, _):
      throw DefinitionProblem(
        "unknown distribution '\("\(source)".dropFirst(2))'",
        remedy: "write gaussian, sign or uniform(0, 1)\(word == "uniform" ? ", with two numbers" : "")",
        span: span)
    case .range(let first, let last):
      self.source = .values(
        try Self.range(try number(first), try number(last), "\(first)...\(last)", of: self.name, span))
    case .values(let values):
      var numbers: [Double] = []
      for value in values { numbers.append(try number(value)) }
      self.source = .values(numbers)
    }
  }

  /// The whole numbers of a range.
  private static func range(
    _ first: Double, _ last: Double, _ text: String, of name: String, _ span: Range<Int>
  ) throws(DefinitionProblem) -> [Double] {
    guard let low = Int(exactly: first), let high = Int(exactly: last) else {
      throw DefinitionProblem(
        "'\(text)' does not run between whole numbers", remedy: "write whole numbers, as in 0...11", span: span)
    }
    guard low <= high else {
      throw DefinitionProblem(
        "'\(text)' is empty", remedy: "write the smaller number first, as in 0...11", span: span)
    }
    guard last - first < 10_000 else {
      throw DefinitionProblem(
        "'\(text)' has \(Value.text(of: last - first + 1)) values; at most 10000 are allowed",
        remedy: "shorten it, or draw at random, as \(name) ~ uniform(0, 1)", span: span)
    }
    return (low...high).map(Double.init)
  }

  /// The least and the greatest value.
  var range: ValueRange {
    switch source {
    case .gaussian: .all
    case .sign: ValueRange(low: -1, high: 1)
    case .uniform(let low, let high): ValueRange(low: min(low, high), high: max(low, high))
    case .values(let values): ValueRange(low: values.min() ?? .nan, high: values.max() ?? .nan)
    }
  }

  func draw(_ generator: inout Generator) -> Double {
    switch source {
    case .gaussian: generator.gaussian()
    case .sign: generator.sign()
    case .uniform(let low, let high): low + (high - low) * generator.uniform()
    case .values(let values): values[min(values.count - 1, Int(generator.uniform() * Double(values.count)))]
    }
  }

  /// All its values, nil if it is drawn from a continuous distribution.
  var domain: [Double]? {
    switch source {
    case .sign: [-1, 1]
    case .values(let values): values
    case .gaussian, .uniform: nil
    }
  }
}
