import Foundation
import Testing

@testable import Command
@testable import Document
@testable import Mathematics
@testable import Source
@testable import Store
@testable import Syntax

@Suite struct TypesetterTests {
  @Test func `formulas become HTML with MathML beside it`() throws {
    let html = try Typesetter().typeset(Formula(tex: #"x^2 + \mathbb{R} \, 𝔸"#, isDisplayed: true))
    #expect(html.contains("katex-display") && html.contains("<math ") && html.contains("mathbb"))
    #expect(html.contains(">𝔸<") && !html.contains("\u{FFFD}"))
  }

  @Test(
    arguments: [
      ("", ""), ("a é ℝ 한 |", "a é ℝ 한 |"), (#"\ud835\udd38x"#, "𝔸x"), (#"é\ud835\udd38ℝ"#, "é𝔸ℝ"),
      (#"x\ud835"#, "x\u{FFFD}"), (#"\udd38 한"#, "\u{FFFD} 한"),
    ])
  func `text of the engine has characters of any size`(script: String, expected: String) throws {
    let engine = try ScriptEngine(megabytes: 8)
    #expect(try engine.evaluate("\"\(script)\"") == expected)
  }

  @Test(
    arguments: [
      (#"a + \nonsense b"#, "Undefined control sequence: \\nonsense", 4), (#"é𝔸 + \nonsense"#, "Undefined", 9),
      ("x_{1", "Expected '}', got 'EOF'", 4), ("a } b", "Expected 'EOF', got '}'", 2),
    ])
  func `a mistake is told with its byte`(tex: String, message: String, byte: Int) throws {
    let error = #expect(throws: TypesettingError.self) {
      try Typesetter().typeset(Formula(tex: tex, isDisplayed: false))
    }
    guard case .formula(let said, let at) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(said.hasPrefix(message) && !said.contains("position"))
    #expect(at == byte)
  }

  @Test func `all mistakes of a chapter are told at their places`() throws {
    let file = SourceFile(path: "a.md", text: "Let $a$ and\n$b + \\nonsense$ and $\\other$.\n")
    func math(_ tex: String, at start: Int) -> Inline<Draft> {
      .math(Math(tex: tex, span: start..<start + tex.utf8.count, file: file))
    }
    let blocks: [Block<Draft>] = [
      .paragraph([math("a", at: 5), math(#"b + \nonsense"#, at: 13), .emphasis([math(#"\other"#, at: 33)])])
    ]
    let found = try Typesetter().diagnostics(of: blocks, Macros())
    #expect(found.map { file.position(of: $0.span.lowerBound).column } == [6, 22])
    #expect(found.allSatisfy { file.position(of: $0.span.lowerBound).line == 2 && $0.rule == .mathematics })
  }

  static let hostile = [
    "a macro without end": #"\def\a{\a\a}\a"#,
    "braces": String(repeating: "{", count: 3_000) + String(repeating: "}", count: 3_000),
    "roots without braces": String(repeating: #"\sqrt"#, count: 1_500) + "x",
    "fractions": String(repeating: #"\frac{1}{"#, count: 700) + String(repeating: "}", count: 700),
    "delimiters": String(repeating: #"\left("#, count: 500) + String(repeating: #"\right)"#, count: 500),
    "macros": #"\def\a{"# + String(repeating: "x", count: 4_000) + "}" + String(repeating: #"\a"#, count: 900),
    "length": String(repeating: "x", count: 9_000),
  ]

  @Test(arguments: hostile.keys.sorted())
  func `a hostile formula is refused, and the next one is set`(name: String) throws {
    // To fill the whole memory takes seconds.
    let typesetter = SmallBook.isWhole ? Typesetter() : Typesetter(megabytes: 32)
    var isRefused = false
    do { _ = try typesetter.typeset(Formula(tex: Self.hostile[name] ?? "", isDisplayed: false)) } catch {
      isRefused = true
    }
    #expect(isRefused)
    #expect(try typesetter.typeset(Formula(tex: "x", isDisplayed: false)).contains("katex"))
  }

  @Test(
    arguments: [
      #"\href{javascript:alert(1)}{x}"#, #"\includegraphics{https://example.org/a.png}"#,
      #"\htmlData{x=y}{x}"#, #"\url{https://example.org}"#, #"\text{<script>alert(1)</script>}"#,
    ])
  func `a formula cannot make a link, a request or markup`(tex: String) {
    let formula = Formula(tex: tex, isDisplayed: false)
    let html = (try? Typesetter().typeset(formula)) ?? ""
    #expect(!html.contains("<a ") && !html.contains("<img") && !html.contains("<script") && !html.contains("data-x"))
  }

  @Test func `one formula does not define a command for the next`() throws {
    let typesetter = Typesetter()
    _ = try typesetter.typeset(Formula(tex: #"\gdef\mine{x}\mine"#, isDisplayed: false))
    #expect(throws: TypesettingError.self) { try typesetter.typeset(Formula(tex: #"\mine"#, isDisplayed: false)) }
  }

  @Test func `without KaTeX the message names the package`() {
    let missing = { try MathematicsLibrary.locate(environment: [:], folders: ["/nowhere"]) }
    let error = #expect(throws: TypesettingError.self) {
      try Typesetter(locate: missing).typeset(Formula(tex: "x", isDisplayed: false))
    }
    guard case .unavailable(let message) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(message.contains("libjs-katex") && message.contains("/nowhere"))
  }

  @Test func `only the fonts and rules in use are carried`() throws {
    let typesetter = Typesetter()
    func stylesheet(for tex: String, isDisplayed: Bool) throws -> String {
      let html = try typesetter.typeset(Formula(tex: tex, isDisplayed: isDisplayed))
      return try typesetter.stylesheet(for: FormulaClasses(of: [html]))
    }
    let plain = try stylesheet(for: "x^2", isDisplayed: false)
    let faces = plain.matches(of: /font-family:(KaTeX_\w+);font-weight:(\d+);font-style:(\w+)/).map {
      "\($0.1) \($0.2) \($0.3)"
    }
    #expect(faces == ["KaTeX_Main 400 normal", "KaTeX_Math 400 italic"])
    #expect(!plain.contains(".accent") && plain.contains(".vlist-t"))
    let rich =
      #"\mathbb{R} \mathcal{F} \mathfrak{g} \mathsf{S} \mathtt{t} \mathbf{b} \boldsymbol{\beta} \Bigg( \sum \hat y"#
    let css = try stylesheet(for: rich, isDisplayed: true)
    for family in ["AMS", "Caligraphic", "Fraktur", "SansSerif", "Typewriter", "Size2", "Size4"] {
      #expect(css.contains("@font-face{font-family:KaTeX_\(family);"), "\(family)")
    }
    #expect(css.contains("KaTeX_Main;font-weight:700") && css.contains("accent-body:not(.accent-full)"))
    #expect(css.contains("KaTeX_Math;font-weight:700;font-style:italic"))
    #expect(try typesetter.stylesheet(for: FormulaClasses()) == "")
  }

  @Test func `the quick way to write elements gives KaTeX's own text`() throws {
    let engine = try ScriptEngine(megabytes: 64)
    let script = try String(contentsOf: MathematicsLibrary.locate().script, encoding: .utf8)
    for part in [Typesetter.before, script, Typesetter.after] { try engine.evaluate(part) }
    for tex in [
      "x", #"\hat\rho_{i}^{2} = \frac{a}{b}"#, #"\text{a < b \& "c" 'd'}"#,
      #"\sqrt[3]{x} \xrightarrow{f} \underbrace{y}_{n}"#,
      #"\color{red}{x} \colorbox{#aef}{$y$} \boxed{z}"#, #"\begin{cases} 1 & x > 0 \\ 0 & \text{else} \end{cases}"#,
      #"\left\{ \int_0^1 f \,\middle|\, \overline{AB} \right\}"#, "𝔸 + é", #"\cancel{x} \tag{1}"#,
    ] {
      for isDisplayed in [tex.contains("tag"), true] {
        let own = try engine.evaluate("typeset(\(ScriptEngine.literal(tex)), \(isDisplayed), {})")
        #expect(try "=" + Typesetter().typeset(Formula(tex: tex, isDisplayed: isDisplayed)) == own, "\(tex)")
      }
    }
  }

  @Test func `formulas set ahead are those set one by one, and mistakes keep their places`() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "formulas-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let typesetter = Typesetter(store: Store(folder: folder))
    let formulas = (0..<12).map { Formula(tex: "x_{\($0)}", isDisplayed: $0.isMultiple(of: 2)) }
    let faulty = Formula(tex: "x^", isDisplayed: false)
    typesetter.prepare(formulas + [faulty])
    #expect(throws: TypesettingError.self) { try typesetter.check(faulty) }
    for formula in formulas {
      #expect(try typesetter.typeset(formula) == Typesetter().typeset(formula))
    }
  }
}
