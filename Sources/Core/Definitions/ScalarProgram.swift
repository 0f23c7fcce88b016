import Equations
import Foundation
import Settings

/// A formula of numbers, made ready to be evaluated often and differentiated.
struct ScalarProgram: Sendable {
  private enum Step: Sendable {
    case number(Double)
    case variable(Int)
    case element(ElementFunction, Int)
    case add(Int, Int)
    case subtract(Int, Int)
    case multiply(Int, Int)
    case divide(Int, Int)
    case power(Int, Int)
    case larger(Int, Int)
    case smaller(Int, Int)
  }

  private var steps: [Step] = []
  let formula: Formula
  private let variables: [String]

  init(_ formula: Formula, variables: [String], numbers: [String: Double]) throws(DefinitionProblem) {
    self.formula = formula
    self.variables = variables
    _ = try compile(formula, variables, numbers)
  }

  private mutating func add(_ step: Step, _ formula: Formula) throws(DefinitionProblem) -> Int {
    guard steps.count < DefinitionLimits.mostOperations else {
      throw DefinitionProblem(
        "this formula has more than \(DefinitionLimits.mostOperations) operations once its sums are written out",
        remedy: "shorten the sums", span: formula.span)
    }
    steps.append(step)
    return steps.count - 1
  }

  private mutating func compile(
    _ formula: Formula, _ variables: [String], _ numbers: [String: Double]
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
        let term = try compile(item.term, variables, numbers)
        if let before = sum {
          sum = try add(item.isNegative ? .subtract(before, term) : .add(before, term), formula)
        } else if item.isNegative {
          sum = try add(.subtract(try add(.number(0), formula), term), formula)
        } else {
          sum = term
        }
      }
      return sum ?? 0
    case .product(let factors):
      var product: Int?
      for item in factors {
        let factor = try compile(item.factor, variables, numbers)
        if product == nil, item.isDivisor { product = try add(.number(1), formula) }
        if let before = product {
          product = try add(item.isDivisor ? .divide(before, factor) : .multiply(before, factor), formula)
        } else {
          product = factor
        }
      }
      return product ?? 0
    case .apply(let left, let right):
      return try add(.multiply(try compile(left, variables, numbers), try compile(right, variables, numbers)), formula)
    case .power(let base, let exponent):
      return try add(.power(try compile(base, variables, numbers), try compile(exponent, variables, numbers)), formula)
    case .call(let name, let arguments, _):
      var operands: [Int] = []
      for argument in arguments { operands.append(try compile(argument, variables, numbers)) }
      if let function = ElementFunction(rawValue: name) { return try add(.element(function, operands[0]), formula) }
      switch BuiltInCall(rawValue: name) {
      case .max: return try add(.larger(operands[0], operands[1]), formula)
      case .min: return try add(.smaller(operands[0], operands[1]), formula)
      case .clip: return try add(.larger(operands[1], try add(.smaller(operands[2], operands[0]), formula)), formula)
      case .hardtanh:
        let (low, high) = (try add(.number(-1), formula), try add(.number(1), formula))
        return try add(.larger(low, try add(.smaller(high, operands[0]), formula)), formula)
      default:
        throw DefinitionProblem(
          "'\(name)' takes vectors, but its arguments here are numbers",
          remedy: "use \(ElementFunction.allCases.map(\.rawValue).joined(separator: ", ")), max, min or clip",
          span: formula.span)
      }
    case .total(let index, let from, let to, let body):
      let first = try ScalarProgram(from, variables: [], numbers: numbers).value([])
      let last = try ScalarProgram(to, variables: [], numbers: numbers).value([])
      guard let low = Int(exactly: first), let high = Int(exactly: last), low.magnitude < 1 << 40,
        high.magnitude < 1 << 40
      else {
        throw DefinitionProblem(
          "the bounds of this sum are not whole numbers", remedy: "sum from a whole number to a whole number",
          span: formula.span)
      }
      var sum = try add(.number(0), formula)
      for value in stride(from: low, through: high, by: 1) {
        sum = try add(.add(sum, try compile(body, variables, numbers.merging([index: Double(value)]) { $1 })), formula)
      }
      return sum
    }
  }

  /// The value where the variables have these values.
  func value(_ inputs: [Double]) -> Double {
    var results = Array(repeating: 0.0, count: steps.count)
    evaluate(inputs, &results)
    return results.last ?? .nan
  }

  private func evaluate(_ inputs: [Double], _ results: inout [Double]) {
    for (index, step) in steps.enumerated() {
      switch step {
      case .number(let value): results[index] = value
      case .variable(let variable): results[index] = inputs[variable]
      case .element(let function, let a): results[index] = function(results[a])
      case .add(let a, let b): results[index] = results[a] + results[b]
      case .subtract(let a, let b): results[index] = results[a] - results[b]
      case .multiply(let a, let b): results[index] = results[a] * results[b]
      case .divide(let a, let b): results[index] = results[a] / results[b]
      case .power(let a, let b): results[index] = pow(results[a], results[b])
      case .larger(let a, let b): results[index] = results[a] < results[b] ? results[b] : results[a]
      case .smaller(let a, let b): results[index] = results[a] > results[b] ? results[b] : results[a]
      }
    }
  }

  /// Room for the values and slopes of every operation over many inputs.
  struct Workspace {
    fileprivate var values: [Double] = []
    fileprivate var slopes: [Double] = []
  }

  /// Values and slopes by the variable `variable`, for `count` elements; other variables are the same for all.
  ///
  /// `inputs` has for each variable its elements, or one for all.
  func differentiate(
    _ inputs: [UnsafeBufferPointer<Double>], by variable: Int, count: Int,
    into slopes: UnsafeMutableBufferPointer<Double>,
    _ space: inout Workspace
  ) -> Double {
    let size = steps.count * count
    if space.values.count < size {
      space.values = Array(repeating: 0, count: size)
      space.slopes = Array(repeating: 0, count: size)
    }
    return space.values.withUnsafeMutableBufferPointer { values in
      space.slopes.withUnsafeMutableBufferPointer { adjoints in
        forward(inputs, count, values)
        for index in 0..<size { adjoints[index] = 0 }
        let last = (steps.count - 1) * count
        var sum = 0.0
        for index in 0..<count {
          adjoints[last + index] = 1
          sum += values[last + index]
        }
        for index in 0..<count { slopes[index] = 0 }
        backward(variable, count, values, adjoints, slopes)
        return sum
      }
    }
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
      case .add(let a, let b): each(a, b, +)
      case .subtract(let a, let b): each(a, b, -)
      case .multiply(let a, let b): each(a, b, *)
      case .divide(let a, let b): each(a, b, /)
      case .power(let a, let b): each(a, b) { pow($0, $1) }
      case .larger(let a, let b): each(a, b) { $0 < $1 ? $1 : $0 }
      case .smaller(let a, let b): each(a, b) { $0 > $1 ? $1 : $0 }
      }
    }
  }

  private func backward(
    _ variable: Int, _ count: Int, _ values: UnsafeMutableBufferPointer<Double>,
    _ adjoints: UnsafeMutableBufferPointer<Double>, _ slopes: UnsafeMutableBufferPointer<Double>
  ) {
    for (index, step) in steps.enumerated().reversed() {
      let at = index * count
      func each(_ a: Int, _ b: Int, _ slope: (_ x: Double, _ y: Double, _ z: Double) -> (Double, Double)) {
        for i in 0..<count {
          let (first, second) = slope(values[a * count + i], values[b * count + i], values[at + i])
          let adjoint = adjoints[at + i]
          if adjoint == 0 { continue }
          adjoints[a * count + i] += adjoint * first
          adjoints[b * count + i] += adjoint * second
        }
      }
      switch step {
      case .number: break
      case .variable(let other): if other == variable { for i in 0..<count { slopes[i] += adjoints[at + i] } }
      case .element(let function, let a):
        for i in 0..<count {
          adjoints[a * count + i] += adjoints[at + i] * function.slope(at: values[a * count + i], value: values[at + i])
        }
      case .add(let a, let b): each(a, b) { _, _, _ in (1, 1) }
      case .subtract(let a, let b): each(a, b) { _, _, _ in (1, -1) }
      case .multiply(let a, let b): each(a, b) { x, y, _ in (y, x) }
      case .divide(let a, let b): each(a, b) { _, y, z in (1 / y, -z / y) }
      case .power(let a, let b):
        each(a, b) { x, y, z in (y == 0 ? 0 : y * pow(x, y - 1), x > 0 ? z * Foundation.log(x) : 0) }
      case .larger(let a, let b): each(a, b) { x, y, _ in x < y ? (0, 1) : (1, 0) }
      case .smaller(let a, let b): each(a, b) { x, y, _ in x > y ? (0, 1) : (1, 0) }
      }
    }
  }
}

extension ScalarProgram {
  /// Whether the value has a point without a derivative.
  var hasKink: Bool {
    steps.contains { step in
      switch step {
      case .element(let function, _): function.hasKink
      case .larger, .smaller: true
      default: false
      }
    }
  }
}
