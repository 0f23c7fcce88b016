import Equations
import Settings

/// A formula in numbers, compiled to be evaluated often and differentiated.
struct ScalarProgram: Sendable {
  private enum Step: Sendable {
    case number(Double)
    case variable(Int)
    case element(ElementFunction, Int)
    case binary(BinaryOperation, Int, Int)
  }

  private var steps: [Step] = []
  let formula: Formula
  private let variables: [String]
  private let most: Int
  /// Formulae read so far, including those at the ends of sums.
  private var work = 0
  /// The values of the steps that are known, while it is compiled.
  private var constants: [Double?] = []

  /// - Parameters:
  ///   - numbers: the values of the settings.
  ///   - most: how many operations it may have.
  init(
    _ formula: Formula, variables: [String], numbers: [String: Double], most: Int = DefinitionLimits.mostOperations
  ) throws(DefinitionProblem) {
    self.formula = formula
    self.variables = variables
    self.most = most
    _ = try compile(formula, numbers)
    constants = []
  }

  /// The number of operations.
  var count: Int { steps.count }

  private mutating func add(_ step: Step, _ formula: Formula) throws(DefinitionProblem) -> Int {
    guard steps.count < most else { throw tooLong(formula) }
    switch step {
    case .number(let value): constants.append(value)
    case .variable: constants.append(nil)
    case .element(let function, let a): constants.append(try Constants.value(function, constants[a], formula))
    case .binary(let operation, let a, let b):
      constants.append(try Constants.value(operation, constants[a], constants[b], formula))
    }
    steps.append(step)
    return steps.count - 1
  }

  private func tooLong(_ formula: Formula) -> DefinitionProblem {
    DefinitionProblem(
      "this formula has more than \(most) operations once its sums are written out",
      remedy: "shorten the sums", span: formula.span)
  }

  private mutating func binary(
    _ operation: BinaryOperation, _ a: Int, _ b: Int, _ formula: Formula
  ) throws(DefinitionProblem) -> Int {
    try add(.binary(operation, a, b), formula)
  }

  private mutating func compile(
    _ formula: Formula, _ numbers: [String: Double]
  ) throws(DefinitionProblem) -> Int {
    switch formula.kind {
    case .number(let value): return try add(.number(value), formula)
    case .name(let name):
      if let value = numbers[name] { return try add(.number(value), formula) }
      if let index = variables.firstIndex(of: name) { return try add(.variable(index), formula) }
      if name == "pi" { return try add(.number(.pi), formula) }
      throw DefinitionProblem(
        "unknown name '\(name)'", remedy: Suggestion.remedy(for: name, among: variables + numbers.keys.sorted()),
        span: formula.span)
    case .index:
      throw DefinitionProblem(
        "'\(formula)' refers to another step", remedy: "use values of the current step", span: formula.span)
    case .sum(let terms):
      var sum: Int?
      for item in terms {
        let term = try compile(item.term, numbers)
        if let before = sum {
          sum = try binary(item.isNegative ? .subtract : .add, before, term, formula)
        } else if item.isNegative {
          sum = try binary(.subtract, try add(.number(0), formula), term, formula)
        } else {
          sum = term
        }
      }
      return sum ?? 0
    case .product(let factors):
      var product: Int?
      for item in factors {
        let factor = try compile(item.factor, numbers)
        if product == nil, item.isDivisor { product = try add(.number(1), formula) }
        if let before = product {
          product = try binary(item.isDivisor ? .divide : .multiply, before, factor, formula)
        } else {
          product = factor
        }
      }
      return product ?? 0
    case .apply(let left, let right):
      return try binary(.multiply, try compile(left, numbers), try compile(right, numbers), formula)
    case .power(let base, let exponent):
      return try binary(.power, try compile(base, numbers), try compile(exponent, numbers), formula)
    case .call(let name, let arguments, _): return try call(name, arguments, formula, numbers)
    case .total(let index, let from, let to, let body):
      return try total(index, from, to, body, formula, numbers)
    }
  }

  private mutating func call(
    _ name: String, _ arguments: [Formula], _ formula: Formula, _ numbers: [String: Double]
  ) throws(DefinitionProblem) -> Int {
    var operands: [Int] = []
    for argument in arguments { operands.append(try compile(argument, numbers)) }
    if let function = ElementFunction(rawValue: name) { return try add(.element(function, operands[0]), formula) }
    switch BuiltInCall(rawValue: name) {
    case .max: return try binary(.larger, operands[0], operands[1], formula)
    case .min: return try binary(.smaller, operands[0], operands[1], formula)
    case .mod: return try binary(.remainder, operands[0], operands[1], formula)
    case .clip:
      return try binary(.larger, operands[1], try binary(.smaller, operands[2], operands[0], formula), formula)
    case .hardtanh:
      let (low, high) = (try add(.number(-1), formula), try add(.number(1), formula))
      return try binary(.larger, low, try binary(.smaller, high, operands[0], formula), formula)
    default:
      throw DefinitionProblem(
        "'\(name)' takes vectors, but its arguments here are numbers",
        remedy: "use \(ElementFunction.allCases.map(\.rawValue).joined(separator: ", ")), max, min, mod or clip",
        span: formula.span)
    }
  }

  private mutating func total(
    _ index: String, _ from: Formula, _ to: Formula, _ body: Formula, _ formula: Formula, _ numbers: [String: Double]
  ) throws(DefinitionProblem) -> Int {
    func end(_ end: Formula) throws(DefinitionProblem) -> Int? {
      let value = try ScalarProgram(end, variables: [], numbers: numbers, most: most).value([])
      return Int(exactly: value).flatMap { $0.magnitude < 1 << 40 ? $0 : nil }
    }
    work += from.size + to.size
    guard work <= 10 * DefinitionLimits.mostOperations else { throw tooLong(formula) }
    for name in from.freeNames + to.freeNames where numbers[name.name] == nil && variables.contains(name.name) {
      throw DefinitionProblem(
        "the bounds of this sum depend on '\(name.name)', so its terms cannot be written out",
        remedy: "sum between numbers, settings and indices of sums", span: formula.span)
    }
    guard let low = try end(from), let high = try end(to) else {
      throw DefinitionProblem(
        "the bounds of this sum are not whole numbers", remedy: "sum from a whole number to a whole number",
        span: formula.span)
    }
    var sum = try add(.number(0), formula)
    var inner = numbers
    for value in stride(from: low, through: high, by: 1) {
      inner[index] = Double(value)
      sum = try binary(.add, sum, try compile(body, inner), formula)
    }
    return sum
  }

  /// The value where the variables have these values.
  func value(_ inputs: [Double]) -> Double {
    var results = Array(repeating: 0.0, count: steps.count)
    for (index, step) in steps.enumerated() {
      switch step {
      case .number(let value): results[index] = value
      case .variable(let variable): results[index] = inputs[variable]
      case .element(let function, let a): results[index] = function(results[a])
      case .binary(let operation, let a, let b): results[index] = operation(results[a], results[b])
      }
    }
    return results.last ?? .nan
  }

  /// Whether the value has a point without a derivative.
  var hasKink: Bool {
    steps.contains { step in
      switch step {
      case .element(let function, _): function.hasKink
      case .binary(let operation, _, _): operation.hasKink
      case .number, .variable: false
      }
    }
  }
}

extension ScalarProgram {
  /// Room for the values and slopes of every operation over a few inputs.
  struct Workspace {
    /// Inputs processed together, so that their values stay in the caches.
    static let strip = 128

    fileprivate var values: [Double] = []
    fileprivate var slopes: [Double] = []
  }

  /// The derivative by `variable` where the variables have these values.
  func slope(by variable: Int, at values: [Double]) -> Double {
    var space = Workspace()
    var slope = 0.0
    values.withUnsafeBufferPointer { all in
      let inputs = all.indices.map { UnsafeBufferPointer(rebasing: all[$0...$0]) }
      withUnsafeMutablePointer(to: &slope) {
        _ = differentiate(
          inputs, by: variable, count: 1, into: UnsafeMutableBufferPointer(start: $0, count: 1), &space)
      }
    }
    return slope
  }

  /// Sums the values for `count` elements and stores the derivatives by `variable`.
  ///
  /// `inputs` has the elements of each variable, or a single one that holds for all.
  func differentiate(
    _ inputs: [UnsafeBufferPointer<Double>], by variable: Int, count: Int,
    into slopes: UnsafeMutableBufferPointer<Double>,
    _ space: inout Workspace
  ) -> Double {
    let size = steps.count * Workspace.strip
    if space.values.count < size {
      space.values = Array(repeating: 0, count: size)
      space.slopes = Array(repeating: 0, count: size)
    }
    return space.values.withUnsafeMutableBufferPointer { values in
      space.slopes.withUnsafeMutableBufferPointer { adjoints in
        var sum = 0.0
        for start in stride(from: 0, to: count, by: Workspace.strip) {
          let part = start..<min(start + Workspace.strip, count)
          let own = inputs.map { $0.count == 1 ? $0 : UnsafeBufferPointer(rebasing: $0[part]) }
          let into = UnsafeMutableBufferPointer(rebasing: slopes[part])
          sum += differentiate(own, by: variable, count: part.count, into: into, values, adjoints)
        }
        return sum
      }
    }
  }

  private func differentiate(
    _ inputs: [UnsafeBufferPointer<Double>], by variable: Int, count: Int,
    into slopes: UnsafeMutableBufferPointer<Double>, _ values: UnsafeMutableBufferPointer<Double>,
    _ adjoints: UnsafeMutableBufferPointer<Double>
  ) -> Double {
    forward(inputs, count, values)
    for index in 0..<steps.count * count { adjoints[index] = 0 }
    let last = (steps.count - 1) * count
    var sum = 0.0
    for index in 0..<count {
      adjoints[last + index] = 1
      sum += values[last + index]
      slopes[index] = 0
    }
    backward(variable, count, values, adjoints, slopes)
    return sum
  }

  private func forward(
    _ inputs: [UnsafeBufferPointer<Double>], _ count: Int, _ values: UnsafeMutableBufferPointer<Double>
  ) {
    for (index, step) in steps.enumerated() {
      let to = index * count
      func each(_ a: Int, _ b: Int, _ apply: (Double, Double) -> Double) {
        for i in 0..<count { values[to + i] = apply(values[a * count + i], values[b * count + i]) }
      }
      switch step {
      case .number(let value): for i in 0..<count { values[to + i] = value }
      case .variable(let variable):
        let input = inputs[variable]
        for i in 0..<count { values[to + i] = input[input.count == 1 ? 0 : i] }
      case .element(let function, let a): for i in 0..<count { values[to + i] = function(values[a * count + i]) }
      case .binary(.add, let a, let b): each(a, b, +)
      case .binary(.subtract, let a, let b): each(a, b, -)
      case .binary(.multiply, let a, let b): each(a, b, *)
      case .binary(let operation, let a, let b): each(a, b) { operation($0, $1) }
      }
    }
  }

  private func backward(
    _ variable: Int, _ count: Int, _ values: UnsafeMutableBufferPointer<Double>,
    _ adjoints: UnsafeMutableBufferPointer<Double>, _ slopes: UnsafeMutableBufferPointer<Double>
  ) {
    for (index, step) in steps.enumerated().reversed() {
      let at = index * count
      switch step {
      case .number: break
      case .variable(let other): if other == variable { for i in 0..<count { slopes[i] += adjoints[at + i] } }
      case .element(let function, let a):
        for i in 0..<count {
          adjoints[a * count + i] += adjoints[at + i] * function.slope(at: values[a * count + i], value: values[at + i])
        }
      case .binary(let operation, let a, let b):
        for i in 0..<count {
          let adjoint = adjoints[at + i]
          if adjoint == 0 { continue }
          let (first, second) = operation.slopes(values[a * count + i], values[b * count + i], value: values[at + i])
          adjoints[a * count + i] += adjoint * first
          adjoints[b * count + i] += adjoint * second
        }
      }
    }
  }
}
