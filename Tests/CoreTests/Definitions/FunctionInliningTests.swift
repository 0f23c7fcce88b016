import Testing

@testable import Definitions
@testable import Equations

@Suite("Functions within formulae")
struct FunctionInliningTests {
  private func function(
    _ text: String, settings: String? = nil, calling functions: BookFunctions = .init()
  ) throws -> FunctionDefinition {
    var problems: [DefinitionProblem] = []
    let definition = WrittenDefinition(
      .function, name: "f", settings: settings.map { .init($0) }, lines: [DefinitionLine(text)], functions: functions,
      problems: &problems)
    guard let function = FunctionDefinition(definition, problems: &problems), problems.isEmpty else {
      throw problems[0]
    }
    return function
  }

  /// The value of a formula in q = 100.
  private func value(_ text: String) throws -> Double {
    var book = BookDefinitions()
    for (name, text, settings) in [
      ("times-six", "sum(s, 0, 3, a * s)", nil), ("up-to", "sum(s, 0, n, a * s)", "[n: 3]"),
      ("nested", "sum(s, 0, 1, sum(s_2, 0, 1, a + s + s_2))", nil), ("scaled", "sum(i, 1, 2, k * i * a)", "[k: 3]"),
    ] {
      book.add(.function(try function(text, settings: settings)), as: name)
    }
    let made = try function(text, calling: book.functions)
    return try ScalarProgram(made.formula, variables: made.arguments, numbers: [:]).value([100])
  }

  @Test func `the index of a sum is that of the function or of its caller, whatever both are called`() throws {
    #expect(try value("sum(s, 0, 2, times_six(s)) + q") == 118)
    #expect(try value("sum(u, 0, 2, times_six(u)) + q") == 118)
    #expect(try value("sum(s, 0, 3, up_to(1, n: s)) + q") == 110)
    for index in ["s", "s_2", "s_3", "a"] {
      #expect(try value("sum(\(index), 0, 2, nested(\(index))) + q") == 124)
      #expect(try value("sum(\(index), 0, 2, nested(times_six(\(index)))) + q") == 184)
    }
    #expect(try value("sum(i, 0, 2, scaled(1, k: i)) + q") == 109)
    #expect(try value("sum(i, 0, 2, sum(s, 0, 1, scaled(s + i, k: s + 1))) + q") == 145)
  }

  @Test func `a sum of a function may end at its argument, where that is a known number`() throws {
    var book = BookDefinitions()
    for (name, text) in [("upto", "sum(k, 1, n, a^k)"), ("both", "sum(k, m, n - 1, sum(j, 0, k, a * j))")] {
      book.add(.function(try function(text)), as: name)
    }
    func value(_ text: String, settings: String? = nil) throws -> Double {
      let made = try function(text, settings: settings, calling: book.functions)
      return try ScalarProgram(made.formula, variables: ["q"], numbers: ["c": 2]).value([10])
    }
    #expect(try value("upto(3, q)") == 1110)
    #expect(try value("upto(c + 1, q)", settings: "[c: 2]") == 1110)
    #expect(try value("sum(i, 0, 2, upto(i, q))") == 120)
    // k = 1, 2: q (1) + q (1 + 2).
    #expect(try value("both(1, 3, q)") == 40)
    #expect(throws: DefinitionProblem.self) { try value("upto(q, 2) + zz(3)") }
    do throws(any Error) {
      _ = try value("upto(q, 2)")
      Issue.record("an unknown number of terms was written out")
    } catch let problem as DefinitionProblem {
      #expect(
        problem.problem.message == "the bounds of this sum depend on 'q', so its terms cannot be written out")
    }
    #expect(throws: DefinitionProblem.self) { try function("sum(k, 0, n, log(-1))") }
    #expect(throws: DefinitionProblem.self) { try function("sum(k, 0, n, mean(k))") }
  }
}
