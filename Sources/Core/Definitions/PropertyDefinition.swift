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
  /// Everything that the check depends on, as one line; reading it within `TextLimits.canonical` gives an equal property.
  package let canonical: String
  package let left: Formula
  package let right: Formula
  /// The lines as written, for typesetting.
  package let written: [Statement]
  /// Where the statement stands.
  package let span: Range<Int>

  /// Checks the lines of a property; mistakes are added to `problems`, and nil is returned where there are any.
  package init?(
    _ lines: [DefinitionLine], functions: BookFunctions = BookFunctions(), within limits: TextLimits = .written,
    span: Range<Int>, problems: inout [DefinitionProblem]
  ) {
    let before = problems.count
    let parser = StatementParser(lines, as: .property, functions: functions.names, within: limits)
    problems += parser.problems
    var inlining = FunctionInlining(functions)
    let inlined = inlining.statements(parser.statements, problems: &problems)
    written = parser.statements
    canonical = inlined.map(\.description).joined(separator: "; ")
    if let problem = TextLimits.excess(ofCanonical: canonical, parser.statements.first?.span ?? span) {
      problems.append(problem)
    }
    guard problems.count == before, !inlining.restsOnFaulty else { return nil }
    var variables: [Variable] = []
    var helpers: [String: Helper] = [:]
    var controls: [Control] = []
    var relations: [(Formula, Statement.Relation, Formula, Range<Int>)] = []
    let drawn = Set(inlined.flatMap(\.variableNames))
    for statement in inlined {
      switch statement.kind {
      case .variables(let all):
        for (declared, source) in all {
          do throws(DefinitionProblem) { variables.append(try Variable(declared, source)) } catch {
            problems.append(error)
          }
        }
      case .equation(let name, _, let indices, let formula):
        if drawn.contains(name) {
          let places = indices.map { Formula(.name($0), span: statement.nameSpan) }
          let left = Formula(places.isEmpty ? .name(name) : .index(name, places), span: statement.nameSpan)
          relations.append((left, .equal, formula, statement.span))
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
      case .states, .parameters, .draw, .answers, .formula: break
      }
    }
    let numbers = variables.reduce(0) { $0 + $1.count + ($1.domain?.count ?? 0) }
    if numbers > DefinitionLimits.mostTerms, let last = variables.last {
      problems.append(
        DefinitionProblem(
          "the variables of this property have \(numbers) numbers; at most \(DefinitionLimits.mostTerms) are allowed",
          remedy: "use smaller dimensions", span: last.span))
    }
    var named: Set<String> = []
    if let variable = variables.first(where: { !named.insert($0.name).inserted }) {
      problems.append(
        DefinitionProblem("'\(variable.name)' is defined twice", remedy: "remove one of the two", span: variable.span))
    }
    if relations.count != 1 {
      problems.append(
        DefinitionProblem(
          relations.isEmpty ? "this property makes no statement" : "this property makes \(relations.count) statements",
          remedy: "compare two sides once, as a = b or a <= b", span: relations.last?.3 ?? span))
    }
    guard problems.count == before, let (left, relation, right, place) = relations.first else { return nil }
    if controls.count > DefinitionLimits.mostControls {
      problems.append(
        DefinitionProblem(
          "this property has \(controls.count) controls; at most \(DefinitionLimits.mostControls) are allowed",
          remedy: "keep those that differ in kind", span: controls[DefinitionLimits.mostControls].helper.span))
      return nil
    }
    (self.variables, self.relation, self.left, self.right, self.span) = (variables, relation, left, right, place)
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

  /// Evaluates one case to find places out of bounds and values that are not finite; long sides are left to the build.
  private func tryOne(_ place: Range<Int>) throws(DefinitionProblem) {
    var generator = Generator(seed: 0, stream: "property")
    let frame = frame(randomCase(&generator))
    for program in [statement.left, statement.right] where program.work <= 1e6 {
      let value = program.value(frame)
      if let failure = frame.failure { throw failure }
      if !value.isFinite {
        throw DefinitionProblem(
          "'\(program.formula)' is \(value.isNaN ? "not defined" : "infinite") for some values",
          remedy: "choose a domain where both sides are finite", span: place)
      }
    }
  }
}

extension Statement {
  /// What a line `for a ~ …` declares.
  fileprivate var variableNames: [String] { if case .variables(let all) = kind { all.map(\.0.name) } else { [] } }
}
