import Testing

@testable import Definitions
@testable import Equations
@testable import Numerics
@testable import Settings

@Suite("Formulae between quotes that call functions of the book")
struct QuotedFormulaTests {
  private func book(_ functions: [(name: String, text: String, settings: String?)]) throws -> BookDefinitions {
    var book = BookDefinitions()
    for item in functions {
      var problems: [DefinitionProblem] = []
      let definition = WrittenDefinition(
        .function, name: item.name, settings: item.settings.map { .init($0) }, lines: [DefinitionLine(item.text)],
        functions: book.functions, problems: &problems)
      let function = FunctionDefinition(definition, problems: &problems)
      book.add(.function(try #require(function)), as: item.name)
    }
    return book
  }

  private func value(_ text: String, at s: Double) throws -> Double {
    try Expression(parsing: text, variables: ["s"]).evaluate { _ in s }
  }

  private static let calls =
    ElementFunction.allCases.map { "\($0.rawValue)(0.3 + s)" } + [
      "max(s, 1)", "min(s, 1)", "clip(s, -1, 0.5)", "hardtanh(2 * s)", "sum(k, 1, 4, s^k / k) - 1", "-s^2", "2 s^-1",
      "(1 - s) / (2 / (s - 3)) * s", "pi * s - (s - 1) - -2",
    ]

  @Test(arguments: calls) func `a function has the same values in a formula between quotes`(text: String) throws {
    let book = try book([("slow-ramp", text, nil)])
    let program = try ScalarProgram(
      try #require(book.functions.definitions["slow_ramp"]).formula, variables: ["s"], numbers: [:])
    let made = try #require(try book.expanded("2 * slow_ramp(s)^2 + s", start: 0, variables: ["s"]))
    #expect(made.plain == "2 * 0           ^2 + s")
    for s in [-0.2, 0.4, 0.7, 2.5] {
      let expected = 2 * program.value([s]) * program.value([s]) + s
      let found = try value(made.text, at: s)
      #expect(found.isNaN && expected.isNaN || abs(found - expected) <= 1e-12 * (1 + abs(expected)))
    }
  }

  @Test func `settings, arguments that are formulae, and functions of functions`() throws {
    let book = try book([("ramp", "1 / (1 + rate * s)", "[rate: 0.1]"), ("twice", "2 * ramp(a, rate: b)", nil)])
    let made = try #require(
      try book.expanded("exp(-s) + twice(s + 1, 0.5) - ramp(2 * s)", start: 0, variables: ["s"]))
    for s in [0.0, 3] {
      let expected = exp(-s) + 2 / (1 + 0.5 * (s + 1)) - 1 / (1 + 0.1 * (2 * s))
      #expect(abs(try value(made.text, at: s) - expected) < 1e-14)
    }
    #expect(try book.expanded("exp(-s)", start: 0, variables: ["s"]) == nil)
    #expect(try book.expanded("tramp(s) + ramp * 2", start: 0, variables: ["s"]) == nil)
  }

  @Test func `a mistake in a call stands at its place`() throws {
    let book = try book([("ramp", "1 / (1 + rate * s)", "[rate: 0.1]")])
    let mistakes: [(text: String, message: String, part: String)] = [
      ("1 + ramp(q)", "unknown name 'q'", "q"), ("ramp(s, 1)", "'ramp' takes s", "ramp(s, 1)"),
      ("s * ramp(s, pace: 2)", "'ramp' has no setting 'pace'", "2"), ("ramp(s", "this call is never closed", "ramp"),
      ("2 * ramp(s +)", "expected a number or a name", ")"),
    ]
    for item in mistakes {
      do throws(DefinitionProblem) {
        _ = try book.expanded(item.text, start: 100, variables: ["s"])
        Issue.record("\(item.text) has no mistake")
      } catch {
        #expect(error.problem.message.hasPrefix(item.message))
        let bytes = Array(item.text.utf8)
        let span = error.problem.span
        #expect(span.lowerBound >= 100 && span.upperBound <= 100 + bytes.count)
        #expect(String(decoding: bytes[span.lowerBound - 100..<span.upperBound - 100], as: UTF8.self) == item.part)
      }
    }
  }

  @Test func `what would be very long or deep is refused`() throws {
    var functions = [(name: "f0", text: "softplus(s)", settings: String?.none)]
    for index in 1..<12 { functions.append(("f\(index)", "softplus(f\(index - 1)(s))", nil)) }
    let book = try book(functions)
    #expect(throws: DefinitionProblem.self) { try book.expanded("f11(s)", start: 0, variables: ["s"]) }
  }
}

private func exp(_ x: Double) -> Double { ElementFunction.exp(x) }
