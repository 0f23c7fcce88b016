import Testing

@testable import Plot

@Suite struct LabelTests {
  @Test(arguments: [
    ("rescaled, $p = 2$", "rescaled, p\u{2005}=\u{2005}2"),
    ("$\\hat\\rho(s)$", "ρ\u{302}(s)"),
    ("$\\partial_t x \\le \\sum_i x_i$", "∂tx\u{2005}≤\u{2005}∑ixi"),
    ("$|x|\\,\\mathrm{ms}$", "|x|\u{2009}ms"),
    ("$10^{-3}$", "10−3"),
    ("costs \\$5", "costs $5"),
    ("$\\frac{a}{b}$", "a/b"),
    ("$\\text{per step}$", "per step"),
  ])
  func `formulas become letters`(_ source: String, _ expected: String) {
    let label = Label(source)
    #expect(label.text == expected)
    #expect(label.problems.isEmpty)
  }

  @Test func `variables are italic and numbers, words and functions upright`() {
    let runs = Label("lag $s = 2\\tau + \\log \\mathrm{x}$").runs
    #expect(runs.filter(\.italic).map(\.text) == ["s", "τ"])
  }

  @Test func `fractions and roots are built up, and in scripts said on one line`() throws {
    let typesetter = try LabelTypesetter()
    let fraction = Label("$x = \\frac{a + b}{c}$")
    #expect(fraction.text == "x\u{2005}=\u{2005}(a\u{2009}+\u{2009}b)/c" && !fraction.isPlain)
    let parts = typesetter.arrangement(of: fraction, size: 10, bold: false)
    #expect(parts.words.map(\.label.text) == ["x\u{2005}=\u{2005}", "a\u{2009}+\u{2009}b", "c"])
    #expect(parts.words[1].place.y < parts.bars[0].from.y && parts.bars[0].from.y < parts.words[2].place.y)
    #expect(parts.bars[0].from.x <= parts.words[1].place.x && parts.bars[0].to.x <= parts.width)
    #expect(abs(parts.width - typesetter.width(fraction, size: 10)) < 1e-9)
    let root = typesetter.arrangement(of: Label("$\\sqrt{T + 1}$"), size: 10, bold: false)
    #expect(root.bars.count == 1 && root.words.map(\.label.text) == ["√", "T\u{2009}+\u{2009}1"])
    #expect(Label("$e^{\\frac{s+1}{T}}$").isPlain && Label("$e^{\\frac{s+1}{T}}$").text == "e(s+1)/T")
    for length in stride(from: 5.0, through: 60, by: 5) {
      #expect(typesetter.truncated(fraction, size: 10, width: length).runs.count <= 4)
      #expect(!typesetter.lines(fraction, size: 10, width: length).isEmpty)
    }
  }

  @Test func `scripts are smaller and off the baseline`() {
    let runs = Label("$x_i^2$").runs
    #expect(runs.map(\.text) == ["x", "i", "2"])
    #expect(runs[1].rise < 0 && runs[2].rise > 0 && runs[1].scale < 1 && runs[2].scale < 1)
  }

  @Test(arguments: [
    ("$\\frobnicate x$", "'\\frobnicate' is not known in labels"), ("$x", "'$' is not closed; write \\$ for a dollar"),
    ("$x_{i$", "'{' is not closed"), ("$x}$", "'}' has no '{'"), ("$x_$", "'_' has nothing to apply to"),
  ])
  func `what is not understood is shown and said`(_ source: String, _ problem: String) {
    let label = Label(source)
    #expect(label.problems == [problem])
    #expect(label.text.contains("x"))
  }

  @Test func `deep nesting is bounded`() {
    for piece in ["{", "x^", "\\hat", "\\sqrt{"] {
      _ = Label("$" + String(repeating: piece, count: 20_000) + "$")
    }
    #expect(!Label("$" + String(repeating: "{", count: 100) + "$").problems.isEmpty)
  }

  @Test func `markup in a label is text`() throws {
    let typesetter = try LabelTypesetter()
    #expect(typesetter.width(Label("<b>&\u{1}\u{0}"), size: 8) > typesetter.width(Label("<b>&"), size: 8))
  }

  @Test func `a long label is broken at spaces and a long word anywhere`() throws {
    let typesetter = try LabelTypesetter()
    let lines = typesetter.lines(Label("one two $x = 3$ four five"), size: 8, width: 50)
    #expect(lines.count > 1)
    #expect(lines.map(\.text).joined(separator: " ") == Label("one two $x = 3$ four five").text)
    let word = typesetter.lines(Label(String(repeating: "m", count: 60)), size: 8, width: 50)
    #expect(word.allSatisfy { typesetter.width($0, size: 8) <= 50 } && word.count > 5)
  }
}
