import Testing

@testable import Numerics
@testable import Settings

@Suite("Expressions")
struct ExpressionTests {
  @Test(
    arguments: [
      ("1 + 2 * 3", 7), ("(1 + 2) * 3", 9), ("2^3^2", 512), ("-2^2", -4), ("2^-1", 0.5), ("7 - 2 - 1", 4),
      ("8 / 4 / 2", 1), ("--3", 3), ("s-2", 1), ("min(s, 2) + max(s, 2)", 5), ("abs(-s)", 3), ("exp(log(s))", 3),
      ("sqrt(s + 1)^2", 4), ("sin(s)^2 + cos(s)^2", 1), ("tanh(0) * s", 0), (".5*s", 1.5), ("1/(1+0.1*s)^2", 1 / 1.69),
    ] as [(String, Double)])
  func `arithmetic follows the usual precedence`(text: String, expected: Double) throws {
    let expression = try Expression(parsing: text, variables: ["s"])
    #expect(abs(expression.evaluate { _ in 3 } - expected) < 1e-12)
  }

  @Test func `the leaves are listed in the order of the text`() throws {
    #expect(try Expression(parsing: "t / (T - t)", variables: ["t", "T"]).leaves == ["t", "T", "t"])
  }

  @Test(arguments: [
    ("1 +", "expected a number or a name, found the end", 3..<3),
    ("(1 + s", "expected ')' after this, found the end", 6..<6),
    ("1 + sim(s)", "unknown name 'sim' in this formula", 4..<7),
    ("max(s)", "expected ',' between the arguments of 'max', found ')'", 5..<6),
    ("s s", "unexpected 's'", 2..<3), ("s $ 2", "unexpected character '$'", 2..<3),
  ])
  func `a mistake is reported at its place`(text: String, message: String, span: Range<Int>) {
    #expect {
      try Expression(parsing: text, variables: ["s"])
    } throws: {
      ($0 as? SettingProblem)?.message == message && ($0 as? SettingProblem)?.span == span
    }
  }

  @Test(arguments: ["(", "-", "2^", "exp("])
  func `deep nesting is refused`(opening: String) {
    let text = String(repeating: opening, count: 100_000) + "1"
    #expect(throws: SettingProblem.self) { try Expression(parsing: text, variables: ["s"]) }
  }

  @Test func `a long sum is evaluated`() throws {
    let text = Array(repeating: "1", count: 100_000).joined(separator: "+")
    #expect(try Expression(parsing: text, variables: []).evaluate { _ in 0 } == 100_000)
  }

  @Test func `any text is read or refused`() {
    let pieces = ["s", "t", "1", ".", "e", "exp", "min", "(", ")", "+", "-", "*", "/", "^", ",", " ", "\"", "é"]
    var generator = Generator(seed: 1)
    var (read, refused) = (0, 0)
    for _ in 0..<5000 {
      let length = Int.random(in: 0...8, using: &generator)
      let text = (0..<length).compactMap { _ in pieces.randomElement(using: &generator) }.joined()
      if let expression = try? Expression(parsing: text, variables: ["s", "t"]) {
        _ = expression.evaluate { $0 == "s" ? 1 : 2 }
        read += 1
      } else {
        refused += 1
      }
    }
    #expect(read > 100 && refused > 100)
  }

  @Test func `leaves of any kind can be read`() throws {
    var lexer = try Lexer("2 * run[3] < 7")
    let expression = try Expression<Int>(from: &lexer) { lexer throws(SettingProblem) in
      guard case .name = lexer.token else { return nil }
      try lexer.advance()
      try lexer.expect("[", to: "after the name")
      guard case .number(let number) = lexer.token else { return nil }
      try lexer.advance()
      try lexer.expect("]", to: "after the index")
      return Int(number)
    }
    #expect(expression.evaluate { Double($0) } == 6)
    #expect(lexer.token == .symbol("<"))
  }
}
