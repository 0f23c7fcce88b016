import Testing

@testable import Mathematics

@Suite struct PlainFormulaTests {
  private static let pieces =
    [
      "x", "T", "2", "+", "-", "*", "/", "<", "(", ")", "[", "]", "|", ",", "!", "'", "''", " ", "\n", "_", "^", "{",
      "}",
    ]
    + ["_i", "^2", "_{i+1}", "^{-1}", "{x}", "{}", "&", "#", "~", "%", "$", "@", "é", "\\", "\\\\"]
    + [
      "rho ", "Omega", "infty", "sum", "lim", "log ", "le ", "ne", "notin", "dots", "cdot ", "frac", "frac{a}",
      "frac{a}{b}",
      "sqrt", "sqrt{x}", "hat", "hat{y}", "mathbb{R}", "mathrm{d}", "left(", "right)", "limits", "nonsense", "text{a}",
      "over",
      ",", ";", " ", "{", "}", "|", "label{a}", "begin{cases}", "not", "operatorname{f}", "dot ", "bar y",
    ].map { "\\" + $0 }

  /// Numbers that look random and are the same each time.
  private struct Draws: RandomNumberGenerator {
    var state: UInt64 = 7

    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state ^ (state >> 29)
    }
  }

  @Test func `what is taken for plain is set by KaTeX`() throws {
    var draws = Draws()
    let typesetter = Typesetter()
    var plain = 0
    for _ in 0..<20_000 {
      let count = Int.random(in: 1...8, using: &draws)
      let tex = (0..<count).map { _ in Self.pieces.randomElement(using: &draws) ?? "" }.joined()
      guard PlainFormula.isSound(tex) else { continue }
      plain += 1
      // Few of them, since KaTeX takes its time.
      guard plain % 8 == 0 else { continue }
      for isDisplayed in [false, true] {
        #expect(throws: Never.self, "\(tex)") { try typesetter.typeset(Formula(tex: tex, isDisplayed: isDisplayed)) }
      }
    }
    #expect(plain > 1000)
  }

  @Test func `formulas that differ in their digits alone are set as KaTeX sets each`() throws {
    let shapes = [
      #"x_{#} \le \sqrt{#}"#, #"{w_t}^{##} = \frac{t^{##}}{\sum_s s^{##}}"#, "#.## + x'^#_i", #"\hat{#} \cdot -#/#!"#,
      "a < ### < b",
      #"\sum_{s=#}^{##} \rho(s)^#\, |x_{t-#}|"#, #"\left( \frac{#}{2} \right)"#, #"\mathcal{#} + \mathbf{#}"#,
      "################ = #",
    ]
    var draws = Draws()
    let (typesetter, own) = (Typesetter(), Typesetter())
    for shape in shapes {
      for isDisplayed in [false, true] {
        for _ in 0..<4 {
          let tex = shape.map { $0 == "#" ? String(Int.random(in: 0...9, using: &draws)) : String($0) }.joined()
          let formula = Formula(tex: tex, isDisplayed: isDisplayed)
          #expect(try typesetter.typeset(formula) == own.answer(of: "typeset", to: formula), "\(tex)")
        }
      }
    }
  }

  @Test func `random plain formulas with other digits are set as KaTeX sets them`() throws {
    var draws = Draws()
    let (typesetter, own) = (Typesetter(), Typesetter())
    var count = 0
    for _ in 0..<10_000 where count < 60 {
      let pieces = (0..<Int.random(in: 1...8, using: &draws)).map { _ in Self.pieces.randomElement(using: &draws) ?? ""
      }
      let tex = pieces.joined() + "2"
      guard FormulaDigits(Formula(tex: tex, isDisplayed: false)) != nil else { continue }
      count += 1
      for digit in "257" {
        let formula = Formula(tex: tex.replacing("2", with: "\(digit)"), isDisplayed: count.isMultiple(of: 2))
        #expect(try typesetter.typeset(formula) == own.answer(of: "typeset", to: formula), "\(formula.tex)")
      }
    }
    #expect(count == 60)
  }

  @Test(arguments: [
    #"x_{17} \le \sqrt{n}"#, #"y_t = \sum_{s=0}^{t} \rho(s)\, x_{t-s}"#, #"w'_t / w_t"#, #"x'^2"#, #"\hat{\rho}(s)^2"#,
    #"\frac{t^{p}}{\sum_s s^{p}}"#, "|x_t| \\le 1", "q < 2",
  ])
  func `common formulas are plain`(tex: String) { #expect(PlainFormula.isSound(tex)) }

  @Test(arguments: [
    "x^2^3", "x_1_2", "x^2'", "x' ^2", "x^", "_2", "{x", "x}", #"\nonsense"#, #"\sqrt[3]{x}"#, #"\frac12"#, "a & b",
    "50%", #"x\"#,
    #"\hat\sum"#, #"\,_2"#, "é",
  ])
  func `what may be a mistake is left to KaTeX`(tex: String) { #expect(!PlainFormula.isSound(tex)) }
}
