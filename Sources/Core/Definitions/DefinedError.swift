import Equations
import Errors
import Foundation
import Settings
import Statistics

/// An error that a formula defines: φ in the residual r = y - ŷ, or in y and yhat, with t and T.
package struct ErrorDefinition: Sendable {
  package let definition: WrittenDefinition
  package let formula: Formula
  /// Whether it depends only on the residual and the time.
  let isResidual: Bool
  let usesTime: Bool
  package let hasKink: Bool

  static let variables = ["r", "y", "yhat", "t", "T"]

  /// Checks a definition; mistakes are added to `problems`, and nil is returned where there are any.
  package init?(_ definition: WrittenDefinition, problems: inout [DefinitionProblem]) {
    let before = problems.count
    guard definition.statements.count == 1, case .formula(let formula) = definition.statements[0].kind else {
      if definition.statements.count > 1 {
        problems.append(
          DefinitionProblem(
            "an error is one formula", remedy: "remove the other lines", span: definition.statements[1].span))
      }
      return nil
    }
    self.definition = definition
    self.formula = formula
    let names = Set(formula.freeNames.map(\.name))
    isResidual = !names.contains("y") && !names.contains("yhat")
    usesTime = names.contains("t") || names.contains("T")
    problems += definition.unusedSettings()
    var kink = false
    var tried: ScalarProgram?
    do throws(DefinitionProblem) {
      let program = try ScalarProgram(
        formula, variables: Self.variables, numbers: definition.fallbacks, most: DefinitionLimits.mostFormulaOperations)
      kink = program.hasKink
      if names.isDisjoint(with: ["r", "y", "yhat"]) {
        throw DefinitionProblem(
          "this error does not depend on the output", remedy: "write it in the residual r = y - ŷ, or in y and yhat",
          span: formula.span)
      }
      tried = program
    } catch { problems.append(error) }
    hasKink = kink
    do throws(DefinitionProblem) { if let tried { try check(tried) } } catch { problems.append(error) }
    guard problems.count == before else { return nil }
  }

  /// Checks that the error and its derivative by the output are finite for several outputs, targets and steps.
  func check(_ program: ScalarProgram) throws(DefinitionProblem) {
    let tried = [-2.0, -0.5, 0, 0.5, 2]
    for time in usesTime ? [0.0, 3, 9] : [3.0] {
      for target in tried {
        for output in isResidual ? [0] : tried { try check(program, target: target, output: output, time: time) }
      }
    }
  }

  private func check(
    _ program: ScalarProgram, target: Double, output: Double, time: Double
  ) throws(DefinitionProblem) {
    func problem(_ thing: String, _ value: Double, _ remedy: String) -> DefinitionProblem {
      let (y, t) = (Value.text(of: target), Value.text(of: time))
      let place = isResidual ? "the residual is \(y)" : "y is \(y) and yhat is \(Value.text(of: output))"
      return DefinitionProblem(
        "\(thing) is \(value.isNaN ? "not defined" : "infinite") where \(place)\(usesTime ? " at step t = \(t)" : "")",
        remedy: remedy, span: program.formula.span)
    }
    let numbers = [target - output, target, output, time, 10]
    let value = program.value(numbers)
    guard value.isFinite else {
      throw problem(
        "this error", value,
        isResidual
          ? "make it finite for every residual\(usesTime ? " and for every step t, from 0" : ", as with abs(r)")"
          : "make it finite for every target and output, as r / (abs(y) + 0.1) is")
    }
    let direct = isResidual ? 0 : program.slope(by: 2, at: numbers)
    let slope = direct - program.slope(by: 0, at: numbers)
    guard slope.isFinite else {
      throw problem("the derivative of this error", slope, "smooth it there, as sqrt(r^2 + 0.01) does with abs(r)")
    }
  }
}

/// A defined error with its settings.
package struct DefinedError: TemporalError {
  package static let name = "equations"
  package static let summary = "an error that a formula defines, as a stored result keeps it"

  private let definition: ErrorDefinition?
  private let program: ScalarProgram?
  private let weight: ScalarProgram?
  private let power: (exponent: Double, factor: Double)?

  package init(settings: Settings) {
    let text = settings.text("text", default: "r^2", allowed: "the canonical text of an error", help: "the formula")
    var problems: [DefinitionProblem] = []
    let definition = WrittenDefinition(canonical: text, kind: .error, problems: &problems)
    let numbers = definition.read(settings)
    let error = ErrorDefinition(definition.using(numbers), problems: &problems)
    problems.forEach { settings.report($0.problem) }
    self.init(error, numbers, settings)
  }

  package init(_ definition: ErrorDefinition?, _ settings: Settings) {
    self.init(definition, definition?.definition.read(settings) ?? [:], settings)
  }

  private init(_ definition: ErrorDefinition?, _ numbers: [String: Double], _ settings: Settings) {
    self.definition = definition
    let (weight, rest) = definition.map { Self.separated($0, settings: Set(numbers.keys)) } ?? (nil, nil)
    func compiled(_ formula: Formula, _ variables: [String]) -> ScalarProgram? {
      settings.compiled { () throws(DefinitionProblem) in
        try ScalarProgram(
          formula, variables: variables, numbers: numbers, most: DefinitionLimits.mostFormulaOperations)
      }
    }
    program = rest.flatMap { compiled($0, ErrorDefinition.variables) }
    self.weight = weight.flatMap { compiled($0, ["t", "T"]) }
    if let definition, let program, weight == nil || self.weight != nil,
      let whole = weight == nil ? program : compiled(definition.formula, ErrorDefinition.variables)
    {
      settings.compiled { () throws(DefinitionProblem) -> Void in try definition.check(whole) }
    }
    power = program.flatMap { definition?.isResidual == true ? Self.power(of: $0) : nil }
  }

  /// The factors of time alone, and the rest.
  private static func separated(_ definition: ErrorDefinition, settings: Set<String>) -> (
    weight: Formula?, rest: Formula
  ) {
    let formula = definition.formula
    guard definition.usesTime, case .product(let factors) = formula.kind else { return (nil, formula) }
    func isTime(_ formula: Formula) -> Bool {
      formula.freeNames.allSatisfy { ["t", "T", "pi"].contains($0.name) || settings.contains($0.name) }
    }
    let weights = factors.filter { isTime($0.factor) }
    let rest = factors.filter { !isTime($0.factor) }
    guard !weights.isEmpty, let first = rest.first, !first.isDivisor else { return (nil, formula) }
    let one = Formula.number(1, span: formula.span)
    return (
      Formula(.product([(false, one)] + weights), span: formula.span),
      rest.count == 1 ? first.factor : Formula(.product(rest), span: formula.span)
    )
  }

  /// q and c where φ = c |r|^q, found from values at several residuals.
  private static func power(of program: ScalarProgram) -> (exponent: Double, factor: Double)? {
    func value(_ residual: Double) -> Double { program.value([residual, 0, 0, 3, 10]) }
    let factor = value(1)
    guard factor > 0, value(0) == 0, abs(program.value([1, 0, 0, 7, 20]) - factor) < 1e-12 * factor else { return nil }
    let exponent = (log2(value(2) / factor) * 1e12).rounded() / 1e12
    guard exponent > 0 else { return nil }
    for residual in [-3.0, -1, -0.3, 0.3, 0.7, 5] {
      let expected = factor * pow(abs(residual), exponent)
      if !(abs(value(residual) - expected) <= 1e-12 * expected) { return nil }
    }
    return (exponent, factor)
  }

  package func weights(length: Int) -> [Double] {
    guard let weight else { return Array(repeating: 1, count: length) }
    return (0..<length).map { weight.value([Double($0), Double(length)]) }
  }

  package var exponent: Double? { power?.exponent }
  package func gaussianMean(variance: Double) -> Double? {
    power.map { $0.factor * absoluteGaussianMoment($0.exponent) * pow(variance, $0.exponent / 2) }
  }
  package func gaussianSlope(variance: Double) -> Double? {
    power.map { $0.factor * $0.exponent / 2 * absoluteGaussianMoment($0.exponent) * pow(variance, $0.exponent / 2 - 1) }
  }

  package func compare(
    _ outputs: UnsafeMutableBufferPointer<Double>, with targets: UnsafeBufferPointer<Double>, width: Int
  ) -> Double {
    compare(outputs, with: targets, width: width, time: 0, length: 1)
  }

  package func compare(
    _ outputs: UnsafeMutableBufferPointer<Double>, with targets: UnsafeBufferPointer<Double>, width: Int, time: Int,
    length: Int
  ) -> Double {
    guard let program, let definition else { return .nan }
    let count = outputs.count
    let answers = Array(outputs)
    let residuals = (0..<count).map { targets[$0] - answers[$0] }
    var space = ScalarProgram.Workspace()
    let clock = [Double(time), Double(length)]
    var sum = 0.0
    let share = 1 / Double(max(width, 1))
    answers.withUnsafeBufferPointer { answers in
      residuals.withUnsafeBufferPointer { residuals in
        clock.withUnsafeBufferPointer { clock in
          let now = UnsafeBufferPointer(rebasing: clock[0..<1])
          let whole = UnsafeBufferPointer(rebasing: clock[1..<2])
          let inputs = [residuals, targets, answers, now, whole]
          sum = program.differentiate(inputs, by: 0, count: count, into: outputs, &space)
          for index in 0..<count { outputs[index] = -outputs[index] }
          guard !definition.isResidual else { return }
          var direct = Array(repeating: 0.0, count: count)
          direct.withUnsafeMutableBufferPointer { direct in
            _ = program.differentiate(inputs, by: 2, count: count, into: direct, &space)
            for index in 0..<count { outputs[index] += direct[index] }
          }
        }
      }
    }
    if width > 1 { for index in 0..<count { outputs[index] *= share } }
    return sum * share
  }
}
