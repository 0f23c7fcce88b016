import Equations
import Foundation
import Numerics

/// A statement about numbers that can be tried out: variables, helpers, a comparison, and negative controls.
package struct PropertyDefinition: Sendable {
  struct Variable: Sendable {
    var name: String
    var dimensions: [Int]
    var source: Source
    var span: Range<Int>

    enum Source: Sendable {
      case gaussian, sign
      case uniform(Double, Double)
      case values([Double])
    }

    var count: Int { dimensions.reduce(1, *) }
  }

  struct Helper: Sendable {
    var indices: [String]
    var formula: Formula
    var span: Range<Int>
  }

  struct Control: Sendable {
    var name: String
    var helper: Helper
    var text: String
  }

  /// The two sides, compiled: of the statement, or of it with a control.
  struct Sides: Sendable {
    var left: PropertyProgram
    var right: PropertyProgram
  }

  let variables: [Variable]
  package let relation: Statement.Relation
  let statement: Sides
  package let controls: [String]
  let controlled: [Sides]
  /// Everything that the check depends on, as one line.
  package let canonical: String
  package let left: Formula
  package let right: Formula
  /// The lines as written, for typesetting.
  package let written: [Statement]

  /// Checks the lines of a property; mistakes are added to `problems`, and nil is returned where there are any.
  package init?(
    _ lines: [DefinitionLine], functions: [String: FunctionDefinition] = [:], span: Range<Int>,
    problems: inout [DefinitionProblem]
  ) {
    let before = problems.count
    let parser = StatementParser(lines, as: .property, functions: Set(functions.keys))
    problems += parser.problems
    var inlined: [Statement] = []
    var room = DefinitionLimits.mostOperations
    for statement in parser.statements {
      do throws(DefinitionProblem) { inlined.append(try statement.puttingIn(functions, room: &room)) } catch {
        problems.append(error)
      }
    }
    written = parser.statements
    canonical = inlined.map(\.description).joined(separator: "; ")
    guard problems.count == before else { return nil }
    var variables: [Variable] = []
    var helpers: [String: Helper] = [:]
    var controls: [Control] = []
    var relations: [(Formula, Statement.Relation, Formula, Range<Int>)] = []
    for statement in inlined {
      switch statement.kind {
      case .variables(let all):
        for (declared, source) in all {
          do throws(DefinitionProblem) { variables.append(try Variable(declared, source)) } catch {
            problems.append(error)
          }
        }
      case .equation(let name, _, let indices, let formula):
        if indices.isEmpty, variables.contains(where: { $0.name == name }) {
          relations.append((Formula(.name(name), span: statement.nameSpan), .equal, formula, statement.span))
        } else if let first = helpers[name] {
          problems.append(
            DefinitionProblem(
              "'\(name)' is defined twice", remedy: "remove one of the two lines", span: statement.nameSpan,
              notes: [.init(message: "it is defined here first", span: first.span)]))
        } else {
          helpers[name] = Helper(indices: indices, formula: formula, span: statement.nameSpan)
        }
      case .control(let name, let indices, let formula):
        controls.append(
          Control(
            name: name, helper: Helper(indices: indices, formula: formula, span: statement.span),
            text: statement.description))
      case .relation(let left, let relation, let right): relations.append((left, relation, right, statement.span))
      case .states, .parameters, .draw, .formula: break
      }
    }
    for variable in variables
    where variables.filter({ $0.name == variable.name }).count > 1 || helpers[variable.name] != nil {
      problems.append(
        DefinitionProblem("'\(variable.name)' is defined twice", remedy: "remove one of the two", span: variable.span))
      break
    }
    if relations.count != 1 {
      problems.append(
        DefinitionProblem(
          relations.isEmpty ? "this property makes no statement" : "this property makes \(relations.count) statements",
          remedy: "compare two sides once, as a = b or a <= b", span: relations.last?.3 ?? span))
    }
    guard problems.count == before, let (left, relation, right, place) = relations.first else { return nil }
    (self.variables, self.relation, self.left, self.right) = (variables, relation, left, right)
    self.controls = controls.map(\.text)
    var used: Set<String> = []
    do throws(DefinitionProblem) {
      func program(_ formula: Formula, _ control: Control?) throws(DefinitionProblem) -> (PropertyProgram, Bool) {
        var compiler = PropertyCompiler(variables, helpers, control)
        let program = try compiler.program(formula)
        used.formUnion(compiler.used)
        return (program, compiler.hasReplaced)
      }
      let first = try program(left, nil).0
      let second = try program(right, nil).0
      statement = Sides(left: first, right: second)
      var sides: [Sides] = []
      for control in controls {
        let (changed, hasChanged) = try program(right, control)
        if hasChanged {
          sides.append(Sides(left: first, right: changed))
          continue
        }
        let (other, hasOther) = try program(left, control)
        guard hasOther else {
          throw DefinitionProblem(
            "the control changes '\(control.name)', which neither side uses",
            remedy: "change something that the statement uses",
            span: control.helper.span)
        }
        sides.append(Sides(left: other, right: second))
      }
      controlled = sides
      for variable in variables where !used.contains(variable.name) {
        throw DefinitionProblem(
          "'\(variable.name)' is never used", remedy: "let a side depend on it, or remove it", span: variable.span)
      }
      for (name, helper) in helpers where !used.contains(name) {
        throw DefinitionProblem("'\(name)' is never used", remedy: "use it, or remove its line", span: helper.span)
      }
      try tryOne(place)
    } catch {
      problems.append(error)
      return nil
    }
  }

  /// Evaluates one case, in which a place out of bounds or a value that is not a number shows.
  private func tryOne(_ place: Range<Int>) throws(DefinitionProblem) {
    var generator = Generator(seed: 0, stream: "property")
    let frame = PropertyFrame(variables.map { variable in (0..<variable.count).map { _ in variable.draw(&generator) } })
    for program in [statement.left, statement.right] {
      frame.budget = 200_000
      let value = program.value(frame)
      if let failure = frame.failure { throw failure }
      if frame.budget > 0, !value.isFinite {
        throw DefinitionProblem(
          "'\(program.formula)' is \(value.isNaN ? "not defined" : "infinite") for some values",
          remedy: "choose a domain where both sides are finite", span: place)
      }
    }
  }
}

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
      self.source = .uniform(try number(numbers[0]), try number(numbers[1]))
    case .distribution(let word, _):
      throw DefinitionProblem(
        "unknown distribution '\("\(source)".dropFirst(2))'",
        remedy: "write gaussian, sign or uniform(0, 1)\(word == "uniform" ? ", with two numbers" : "")",
        span: span)
    case .range(let first, let last):
      guard let low = Int(exactly: try number(first)), let high = Int(exactly: try number(last)), low <= high,
        Double(high) - Double(low) < 10_000
      else {
        throw DefinitionProblem("'\(source)' is not a range", remedy: "write whole numbers, as in 0...11", span: span)
      }
      self.source = .values((low...high).map(Double.init))
    case .values(let values):
      var numbers: [Double] = []
      for value in values { numbers.append(try number(value)) }
      self.source = .values(numbers)
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

  /// The values that it can have, nil if they are unbounded.
  var domain: [Double]? {
    switch source {
    case .sign: [-1, 1]
    case .values(let values): values
    case .gaussian, .uniform: nil
    }
  }
}

extension PropertyDefinition {
  /// How often the statement, and each control, was found to hold, and the relative differences of its sides.
  package struct Findings: Sendable {
    package var held = 0
    package var count = 0
    package var differences: [Double] = []
  }

  /// How many cases all values make, nil if they are unbounded or they are more than a million.
  package var cases: Int? {
    var count = 1
    for variable in variables {
      guard let domain = variable.domain else { return nil }
      for _ in 0..<variable.count {
        count *= domain.count
        if count > DefinitionLimits.mostTerms { return nil }
      }
    }
    return count
  }

  /// Tries random cases, or all where `trials` is nil: the statement first, then each control, on the same cases.
  package func findings(trials: Int?, tolerance: Double, seed: Int) -> [Findings] {
    var generator = Generator(seed: UInt64(seed), stream: "property")
    let all = [statement] + controlled
    var found = all.map { _ in Findings() }
    let count = trials ?? cases ?? 0
    for index in 0..<count {
      let frame = PropertyFrame(
        trials == nil
          ? values(ofCase: index)
          : variables.map { variable in
            (0..<variable.count).map { _ in variable.draw(&generator) }
          })
      for (position, sides) in all.enumerated() {
        frame.budget = DefinitionLimits.mostTerms
        let (left, right) = (sides.left.value(frame), sides.right.value(frame))
        let scale = max(abs(left), abs(right), 1e-300)
        let difference = abs(left - right) / scale
        found[position].count += 1
        found[position].differences.append(difference.isNaN ? .infinity : difference)
        let holds =
          switch relation {
          case .equal: difference <= tolerance
          case .atMost: left <= right + tolerance * scale
          case .atLeast: left >= right - tolerance * scale
          case .below: left < right
          case .above: left > right
          }
        if holds, frame.failure == nil { found[position].held += 1 }
      }
    }
    return found
  }

  private func values(ofCase index: Int) -> [[Double]] {
    var rest = index
    return variables.map { variable in
      let domain = variable.domain ?? [0]
      return (0..<variable.count).map { _ in
        defer { rest /= domain.count }
        return domain[rest % domain.count]
      }
    }
  }
}
