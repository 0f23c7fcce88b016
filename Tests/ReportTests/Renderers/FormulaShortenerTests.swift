import Testing

@testable import Mathematics

@Suite struct FormulaShortenerTests {
  private static let formulas = [
    "x", "x^2_i", #"\hat\rho(s) = \mathbb{E}\, \partial \hat y_t / \partial x_{t-s}"#, #"\frac{1}{2}\sqrt{a+b}"#,
    #"\sum_{s=0}^{t} \rho(s)\, x_{t-s}"#, #"\left( \frac{a}{b} \right]"#, #"\text{if } x < 1"#,
    #"\bm{x} \mapsto \mathcal{F}"#,
    #"\begin{aligned} a &= b \\ c &= d \end{aligned}"#, #"\operatorname*{arg\,min}_u \lVert u \rVert"#, "a\"b",
  ]

  private func typeset(_ tex: String) throws -> String {
    try Typesetter().typeset(Formula(tex: tex, isDisplayed: tex.contains("begin")))
  }

  private func words(_ html: String) -> String {
    html.replacing(/<annotation[^>]*>.*?<\/annotation>/, with: "").replacing(/<[^>]*>/, with: "")
  }

  @Test(arguments: formulas)
  func `a formula keeps its words and is well formed in less than half of its length`(tex: String) throws {
    var shortener = FormulaShortener(styled: try Typesetter().styledClasses())
    let html = try typeset(tex)
    let short = shortener.shortened(html)
    #expect(words(short) == words(html))
    _ = try Markup(short.replacing("'", with: "\""))
    #expect(short.utf8.count * 10 < html.utf8.count * 7, "\(short)")
    #expect(shortener.shortened(html) == short)
  }

  @Test func `the TeX stays with the formula`() throws {
    var shortener = FormulaShortener(styled: [])
    #expect(shortener.shortened(try typeset("a < \"b\"")).contains("alttext=\"a &lt; &quot;b&quot;\""))
  }

  /// Every class and style of the formula must say in its short form what it said before.
  @Test(arguments: formulas)
  func `rules and styles have the same effect`(tex: String) throws {
    let typesetter = Typesetter()
    let html = try typesetter.typeset(Formula(tex: tex, isDisplayed: false))
    var shortener = FormulaShortener(styled: try typesetter.styledClasses())
    let short = shortener.shortened(html)
    let sheet = try typesetter.stylesheet(for: FormulaClasses(of: [html]))
    let css = shortener.css(sheet)
    let faces = [css, sheet].map { $0.matches(of: /src:url/).count }
    #expect(faces[0] == faces[1])
    let drawn = html[(html.firstRange(of: "aria-hidden")?.lowerBound ?? html.startIndex)...]
    for style in drawn.matches(of: /<span[^>]* style="([^"]*)"/).map({ String($0.output.1) }) {
      let isThere = css.contains("\(style.split(separator: ";")[0])!important")
      #expect(isThere, "\(style)")
    }
    // No element of a formula needs have both classes of a rule for two.
    for rule in sheet.split(separator: "\n") where !rule.hasPrefix("@") && !rule.contains(/\w[.:][a-z]/) {
      #expect(css.contains(rule.drop { $0 != "{" }), "\(rule) was lost")
    }
    let named = Set(short.matches(of: /class="([A-Z]+)"/).map(\.output.1))
    #expect(named.contains { css.contains(".katex .\($0)") }, "\(css)")
  }
}
