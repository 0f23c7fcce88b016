import Foundation
import Testing

@testable import Definitions
@testable import Equations
@testable import Errors
@testable import Networks
@testable import Numerics
@testable import Settings
@testable import Tasks

/// Whatever a definition says, checking and running it is bounded: what would take too long is refused before it runs.
@Suite("Bounds on what definitions compute")
struct DefinitionBoundTests {
  private func property(_ text: String) -> (PropertyDefinition?, [String]) {
    var problems: [DefinitionProblem] = []
    let lines = text.split(separator: "\n").map { DefinitionLine(String($0)) }
    let property = PropertyDefinition(lines, span: 0..<0, problems: &problems)
    return (property, problems.map(\.problem.message))
  }

  private func mistakes(
    _ text: String, _ kind: WrittenDefinition.Kind, settings: String? = nil, given: String = "written"
  ) throws -> [String] {
    let (definition, found) = Written.definition(text, kind, settings: settings)
    var problems = found
    let holder = Settings(owner: "written", arguments: try Value(parsing: given).arguments)
    switch kind {
    case .model: ModelDefinition(definition, problems: &problems).map { _ = DefinedModel($0, holder) }
    case .task: TaskDefinition(definition, problems: &problems).map { _ = DefinedTask($0, holder) }
    case .error: ErrorDefinition(definition, problems: &problems).map { _ = DefinedError($0, holder) }
    case .function: FunctionDefinition(definition, problems: &problems).map { _ = DefinedMemory($0, holder) }
    }
    return problems.map(\.problem.message) + holder.finish().map(\.message)
  }

  @Test func `cases of a property are counted with their sums, helpers and controls`() throws {
    let text = "for x[100] ~ gaussian\nv[i] = sum(j, 0, 99, x[i] * x[j])\nsum(i, 0, 99, v[i]) = sum(i, 0, 99, x[i])^2"
    let (made, _) = property(text)
    let plain = try #require(made)
    #expect(plain.excess(cases: 100) == nil)
    let excess = try #require(plain.excess(cases: 1_000_000))
    #expect(excess.problem.message.contains("1000000 cases of this property take up to"))
    let most = try #require(excess.problem.remedy?.split(separator: " ").compactMap { Int($0) }.first)
    #expect(plain.excess(cases: most) == nil && plain.excess(cases: most + 1) != nil)
    let (controlled, _) = property(text + "\ncontrol x[i] -> x[i] + sum(k, 0, 99, x[k])")
    #expect(try #require(controlled).excess(cases: most) != nil)
    // What is refused does not run, whoever asks.
    #expect(plain.findings(trials: 100_000_000, tolerance: 0, seed: 1).allSatisfy { $0.count == 0 })
  }

  @Test func `the count is no less than what a case computes`() throws {
    let (made, _) = property(
      "for x[4] ~ gaussian, n in 0...3\nsum(i, 0, n, sum(j, i, 3, x[j])) = sum(j, 0, 3, min(j, n) * x[j] + x[j])")
    let program = try #require(made).statement.left
    // At n = 3 the inner terms are 4 + 3 + 2 + 1, of two operations each at least.
    #expect(program.work >= 4 + 20 && program.work < 1000)
  }

  @Test(arguments: ["9223372036854775807", "9223372036854775808", "1e300", "1e18"])
  func `a task of more steps than a machine counts is refused`(length: String) throws {
    let text = "x ~ gaussian\ny = sum(s, 0, 3, exp(-0.1 * s) * x[t-s])"
    #expect(try !mistakes(text, .task, settings: "[length: \(length)]").isEmpty)
  }

  @Test func `sums without end are refused where they are read`() {
    #expect(property("for x ~ gaussian\nsum(i, 0, x, 1) = x").1 == ["nothing bounds the ends of this sum"])
    let long = "for x[9] ~ gaussian\nsum(i, 0, 9999, sum(j, 0, 9999, x[0])) = 1"
    #expect(property(long).1.first?.contains("this sum has up to 100 million terms") == true)
    #expect(property("for x[2] ~ uniform(0, 1)\nsum(i, 0, 1e300, x[0]) = 1").1.count == 1)
    let many = Array(repeating: "control x -> x + 1", count: 21).joined(separator: "\n")
    #expect(property("for x ~ gaussian\nx = x\n\(many)").1.first?.contains("21 controls") == true)
    let wide = (0..<20).map { "a\($0)[300, 300] ~ gaussian" }.joined(separator: ", ")
    #expect(property("for \(wide)\na0[0, 0] = 1").1.first?.contains("1800000 numbers") == true)
  }

  @Test func `a step of a model, its parameters and static products are bounded`() throws {
    let wide = (0..<20).map { "a\($0) = W\($0) h" }.joined(separator: "\n")
    let sum = (0..<20).map { "a\($0)" }.joined(separator: " + ")
    let text = "state h[width]\n\(wide)\nh' = tanh(\(sum) + V x)\ny = C h'"
    #expect(try mistakes(text, .model, settings: "[width: 16]") == [])
    #expect(
      try mistakes(text, .model, settings: "[width: 4096]").first?.contains("335.6 million parameters") == true)
    #expect(
      try mistakes(text, .model, settings: "[width: 16]", given: "written(width: 4096)").first?
        .contains("with these settings this model has 335.6 million parameters") == true)
    let product = "state h[width]\nh' = (A B) h + V x\ny = C h'\nparameter A[width, width], B[width, width]"
    #expect(try mistakes(product, .model, settings: "[width: 2048]").first?.contains("one step takes") == true)
    #expect(
      try mistakes("state h[4]\nh' = tanh(W x + b)\ny = C h'", .model).isEmpty)
  }

  @Test func `the start of a parameter is a short formula`() throws {
    let (definition, found) = Written.definition(
      "y = C x + b", settings: nil, initialisation: "[b: sum(k, 1, 1000, 1 / k)]")
    var problems = found
    _ = ModelDefinition(definition, problems: &problems)
    #expect(problems.first?.problem.message.contains("more than 200 operations") == true)
  }

  @Test func `a sequence of a task is bounded, at its length in use`() throws {
    let text = "x[1024] ~ gaussian\ny = sum(s, 0, T - 1, exp(-s) * x[t-s])"
    #expect(try mistakes(text, .task) == [])
    #expect(
      try mistakes(text, .task, given: "written(length: 2000)").first?.hasPrefix("with these settings a sequence of")
        == true)
  }

  @Test func `an error and a memory function are short once written out, with the settings in use`() throws {
    let function = "sum(k, 1, n, exp(-k * s))"
    #expect(try mistakes(function, .function, settings: "[n: 100]") == [])
    #expect(
      try mistakes(function, .function, settings: "[n: 100]", given: "written(n: 3000)").first?
        .contains("more than 2000 operations") == true)
    #expect(
      try mistakes("sum(k, 1, 900, r^2 / k)", .error).first?.contains("more than 2000 operations") == true)
  }

  @Test func `ends of sums that are long themselves do not multiply`() throws {
    let long = Array(repeating: "1", count: 2_000).joined(separator: " + ")
    let nested = "y = x + sum(i, 0, 300, sum(j, 0, 300, sum(k, 1, \(long) - 2000, x[t-k])))"
    #expect(try mistakes("x ~ gaussian\n" + nested, .task).first?.contains("terms") == true)
    let error = "r^2 + sum(i, 0, 300, sum(j, 0, 300, sum(k, 1, \(long) - 2000, r)))"
    #expect(try mistakes(error, .error).first?.contains("operations") == true)
  }
}
