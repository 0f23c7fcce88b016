/// A construct of the language, written as often or as deep as a size wants.
struct Construct: Sendable {
  enum Place: Sendable {
    /// In a chapter, below its title.
    case chapter
    /// As a chapter, from its first byte on.
    case file
    /// As the BibTeX file of a chapter that lists all of it.
    case bibliography
  }

  let name: String
  var place = Place.chapter
  /// Bytes from which on its work is bounded; a shorter text may ask for work that grows with its square.
  var bounded = 0
  /// The text of about so many bytes.
  let text: @Sendable (_ size: Int) -> String

  init(
    _ name: String, _ place: Place = .chapter, bounded: Int = 0, text: @escaping @Sendable (Int) -> String
  ) {
    (self.name, self.place, self.bounded, self.text) = (name, place, bounded, text)
  }

  /// `unit` again and again, between `head` and `tail`; `#` in it counts, and `/#` is the character.
  init(_ name: String, _ unit: String, from head: String = "", to tail: String = "", in place: Place = .chapter) {
    self.init(name, place) { size in
      var text = head
      var number = 0
      let parts = unit.replacing("/#", with: "\u{1}").split(separator: "#", omittingEmptySubsequences: false)
      while text.utf8.count < size {
        text += parts.joined(separator: "\(number)").replacing("\u{1}", with: "#")
        number += 1
      }
      return text + tail
    }
  }

  /// `x` between as many `open` and `close`.
  init(_ name: String, nested open: String, _ close: String, from head: String = "", to tail: String = "") {
    self.init(name) { size in
      let depth = size / (open.utf8.count + close.utf8.count)
      return head + String(repeating: open, count: depth) + "x" + String(repeating: close, count: depth) + tail
    }
  }
}

extension Construct {
  static let all = blocks + inlines + links + tables + mathematics + calls + directives + settings + bibliographies

  private static let blocks: [Construct] = [
    .init("paragraphs", "word\n\n"), .init("a long line", "word "), .init("a long paragraph", "word\n"),
    .init("headings", "/#/# Heading #\n\n"), .init("headings of one name", "/#/# Same\n\n"),
    .init("underlined headings", "Heading\n---\n\n"), .init("labels of headings", "/#/# A {/#h#}\n\n{ref}`h#`\n\n"),
    .init("a long heading", "a *b* ", from: "## "), .init("breaks", "a\\\nb  \n"), .init("rules", "---\n\n"),
    .init("lists", "- a\n"), .init("loose lists", "- a\n\n"), .init("numbered lists", "#. a\n"),
    .init("tasks", "- [ ] a\n- [x] b\n"), .init("lists of lists", nested: "- ", ""),
    .init("marks of lists", "* - 1. + "),
    .init("empty lines in lists") {
      String(repeating: "- ", count: $0 / 4) + "x" + String(repeating: "\n", count: $0 / 2)
    },
    .init("lists by indentation") { size in
      (0..<Int(Double(size).squareRoot())).map { String(repeating: "  ", count: $0) + "- a\n" }.joined()
    },
    .init("quotes", "> a\n\n"), .init("a quote of lines", "> a\n"), .init("quotes of quotes", nested: "> ", ""),
    .init("emphasis in quotes") { String(repeating: ">", count: $0 / 2) + String(repeating: "a*", count: $0 / 4) },
    .init("lazy lines", "b\n", from: "> > > > > a\n"), .init("fences", "```\na\n```\n\n"),
    .init("fences of tildes", "~~~ swift\na\n~~~\n\n"), .init("open fences", "```\na\n"),
    .init("a long fence", "a\n", from: "```\n", to: "```\n"), .init("fences in lists", "- ```\n  a\n  ```\n"),
    .init("indented code", "    a\n\n"), .init("HTML blocks", "<div>\na\n</div>\n\n"),
    .init("HTML copied unchanged", "<div>a</div>\n\n", from: "---\nraw-html: true\n---\n\n# T\n\n", in: .file),
    .init("front matter", "a#: b\n", from: "---\n", to: "---\n\n# T\n", in: .file),
    .init("white space", " ", from: "a", to: "b"), .init("empty lines", "\n"), .init("carriage returns", "\r"),
  ]

  private static let inlines: [Construct] = [
    .init("emphasis", "*a* **b** "), .init("open emphasis", "*a _b "), .init("closed emphasis", "a_ b* "),
    .init("mixed emphasis", "*a_ **b"), .init("nested emphasis", nested: "*a **b ", "** c*"),
    .init("strikethrough", "~~a~~ "), .init("open strikethrough", "~~a ~b"), .init("code spans", "`a` "),
    .init("ticks", "`"),
    .init("runs of ticks") { size in
      (0..<Int(Double(2 * size).squareRoot())).map { "e" + String(repeating: "`", count: $0) }.joined()
    },
    .init("HTML", "<b>a</b> "), .init("open HTML", "<a b=\"c "), .init("open comments", "<!-- "),
    .init("open CDATA", "a <![CDATA["), .init("open declarations", "a <!A"), .init("open instructions", "<?"),
    .init("entities", "&amp;&/#x41;"), .init("broken entities", "&aa&/#"), .init("escapes", "\\*"),
    .init("backslashes", "\\"), .init("letters beyond ASCII", "é漢"), .init("combining marks", "\u{301}"),
    .init("braces", "{"), .init("footnotes", "a[^#]\n\n[^#]: b\n\n"),
    .init("marks of one footnote", "a[^n] ", from: "[^n]: b\n\n"), .init("marks of no footnote", "a[^#] "),
    .init("footnotes of footnotes", "[^#]: b[^1#]\n\n"),
  ]

  private static let links: [Construct] = [
    .init("links", "[a](b) "), .init("links in links", nested: "[", "](b)"), .init("open links", "[a]("),
    .init("open addresses", "[a](<b"), .init("open titles", "[a](b \"c "), .init("brackets", "[]"),
    .init("open brackets", "["), .init("closed brackets", "a] "), .init("open images", "![[]()"),
    .init("images", "![a](b.png) "), .init("images in images", nested: "![", "](b)"),
    .init("reference links", "[a#]\n\n[a#]: b\n\n"), .init("one reference", "[a] ", from: "[a]: b\n\n"),
    .init("a long reference", bounded: 32_768) { size in
      "[a]: " + String(repeating: "b", count: size / 2) + "\n\n" + String(repeating: "[a] ", count: size / 8)
    },
    .init("definitions", "[a#]: b\n"), .init("links to labels", "/#/# A {/#h#}\n\n[a](/#h#)\n\n"),
    .init("links to nothing", "[a](/#h#) "), .init("autolinks", "<http://a.b> www.a.b http://a.b "),
    .init("mail", "a@b.c "), .init("almost mail", "a@a.a-_@"), .init("almost links", "www.://http://"),
  ]

  private static let tables: [Construct] = [
    .init("a tall table", "| c | d |\n", from: "| a | b |\n|---|---|\n"),
    .init("a wide table") { size in
      [("|a", 12), ("|---", 12), ("|b", 12)].map { String(repeating: $0.0, count: size / $0.1) + "|\n" }.joined()
    },
    .init("a square table") { size in
      let side = Int(Double(size / 2).squareRoot())
      func row(_ cell: String) -> String { String(repeating: cell, count: side) + "|\n" }
      return row("|a") + row("|-") + String(repeating: row("|b"), count: side)
    },
    .init("a table of missing cells") { size in
      func row(_ cell: String) -> String { String(repeating: cell, count: min(size / 8, 900)) + "|\n" }
      return row("|a") + row("|-") + String(repeating: "|\n", count: size / 4)
    },
    .init("tables", "|a|b|\n|-|-|\n|c|d|\n\n"), .init("lines that might be tables", "a|b\n-|-|-|-|-|-\n"),
    .init("a paragraph before a table", "a\n", to: "|-|\na\n"),
    .init("escaped pipes", "|\\||\\|\\||\n", from: "|a|b|\n|-|-|\n"),
    .init("dashes", "-|", from: "a|b\n"), .init("a long cell", "c *d* ", from: "|a|b|\n|-|-|\n|", to: "|e|\n"),
    .init("mathematics in tables", "|$x$|$y$|\n", from: "|a|b|\n|-|-|\n"),
  ]

  private static let mathematics: [Construct] = [
    .init("mathematics", "$x$ "), .init("open mathematics", "$x "), .init("dollars", "$"),
    .init("equations in a line", "$$x$$\n\n"), .init("equations", "$$\nx\n$$\n\n"),
    .init("labels of equations", "$$\nx\n$$ (e#)\n\n{ref}`e#`\n\n"), .init("open equations", "$$\nx\n\n"),
    .init("open equations in a line", "$$x "), .init("wrong mathematics", "$\\foo$\n\n"),
    .init("a long formula", "x+", from: "$", to: "x$"),
    .init("nested mathematics", nested: "{", "}", from: "$", to: "$"),
  ]

  private static let calls: [Construct] = [
    .init("values", "{value}`1+1` "),
    .init("values of parameters", "{value}`p.a` ", from: "```{parameters} p\na: 1\n```\n\n"),
    .init("values of nothing", "{value}`foo#.a` "), .init("a long value", "1+", from: "{value}`", to: "1`"),
    .init("nested values", nested: "(", ")", from: "{value}`", to: "`"),
    .init("references", "{ref}`a` ", from: "## A {#a}\n\n"),
    .init("references to nothing", "{ref}`foo#` "), .init("citations", "{cite}`a` ", from: bibliography),
    .init("a long citation", "a, ", from: "\(bibliography){cite}`", to: "a`"),
    .init("citations of nothing", "{cite}`x#` "),
    .init("verdicts of nothing", "{verdict}`x#` "), .init("open roles", "{ref}`a"), .init("unknown roles", "{foo}`a` "),
    .init("empty roles", "{value}`` "), .init("almost labels", "{/#a", from: "## "),
    .init("roles in cells", "{ref}`a ", from: "|a|\n|-|\n|", to: "|\n"),
  ]

  private static let directives: [Construct] = [
    .init("notes", "```{note}\na\n```\n\n"),
    .init("notes of notes") { size in
      (0..<50).map { String(repeating: "`", count: 60 - $0) + "{note}\n" }.joined()
        + String(repeating: "a\n", count: size / 4)
        + (0..<50).map { String(repeating: "`", count: 11 + $0) + "\n" }.joined()
    },
    .init("details", "```{details}\ntitle: a\n\nb\n```\n\n"),
    .init("definitions and proofs", "```{lemma} L#\na\n```\n\n```{proof}\nof {ref}`L#`\n```\n\n"),
    .init("claims", "```{claim} C#\nholds: 1 < 2\n\na\n```\n\n{verdict}`C#`\n\n"),
    .init("a long claim", "+1", from: "```{claim} C\nholds: 1", to: " < 2\n\na\n```\n"),
    .init("a list of claims", "```{claim} C#\nholds: 1 < 2\n\na\n```\n\n", to: "```{claims}\n```\n"),
    .init("sensitivities", "```{sensitivity} s#\nerror: [squared, \"1 + t\"]\nlength: 20\n```\n\n"),
    .init("figures", "```{figure} f#\nplot: curves(of: foo)\nalt: a\n\nb\n```\n\n"),
    .init(
      "a long alternative", "a {value}`1` ", from: "```{figure} f\nplot: curves(of: foo)\nalt: ", to: "\n\nb\n```\n"),
    .init("tables by hand", "| 1.5 | x |\n", from: "```{table} t\n\n| a | b |\n|--:|---|\n", to: "```\n"),
    .init("experiments", "```{experiment} e#\nmodel: foo\n```\n\n"),
    .init("includes", "```{include}\nfile: a.md\n```\n\n"),
    .init("includes of nothing", "```{include}\nfile: f#.md\n```\n\n"),
    .init("unknown directives", "```{foo}\na\n```\n\n"),
    .init("broken directives", "```{foo\na\n```\n\n"),
    .init("options", "a#: 1\n", from: "```{figure} f\n", to: "```\n"),
    .init("one option", "a: 1\n", from: "```{figure} f\n", to: "```\n"),
    .init("broken options", "b\n", from: "```{figure} f\na: 1\n", to: "```\n"),
  ]

  private static let settings: [Construct] = [
    .init("parameters", "a#: #\n", from: "```{parameters} p\n", to: "```\n"),
    .init("parameters of parameters", "```{parameters} p#\na: 1\n```\n\n"),
    .init("a list", "#, ", from: "```{parameters} p\na: [", to: "1]\n```\n"),
    .init("lists of values", nested: "[", "]", from: "```{parameters} p\na: ", to: "\n```\n"),
    .init("a text", "a ", from: "```{parameters} p\na: \"", to: "\"\n```\n"),
    .init("a call", "a#: 1, ", from: "```{parameters} p\na: f(", to: "b: 1)\n```\n"),
    .init("calls of calls", nested: "f(a: ", ")", from: "```{parameters} p\na: ", to: "\n```\n"),
    .init("a path", ".a", from: "```{parameters} p\na: a", to: "\n```\n"),
    .init("digits", "1", from: "```{parameters} p\na: ", to: "\n```\n"),
    .init("a grid", "gru(width: 1#), ", from: "\(experiment)model: [", to: "gru]\n```\n"),
    .init("a grid of nothing", "gr#, ", from: "\(experiment)model: [", to: "gru]\n```\n"),
    .init("seeds", "#, ", from: "\(experiment)model: gru(width: 2)\nseeds: [", to: "0]\n```\n"),
    .init("ranges", "1...#, ", from: "\(experiment)model: gru(width: 2)\nseeds: [", to: "0]\n```\n"),
    .init("formulae", "\"# + t\", ", from: "```{sensitivity} s\nlength: 20\nerror: [", to: "squared]\n```\n"),
  ]

  private static let bibliographies: [Construct] = [
    .init("works", "@misc{a#, title = {A}, author = {B, C}, year = 2000}\n", in: .bibliography),
    .init("one work", "@misc{a, title = {A}}\n", in: .bibliography), .init("signs of works", "@", in: .bibliography),
    .init("open works", "@a{", in: .bibliography), .init("open braces", "@a{b, c = {", in: .bibliography),
    .init("open quotes", "@a{b, c = \"", in: .bibliography),
    .init("braces of works", .bibliography) { size in
      "@misc{a, title = {\(String(repeating: "{", count: size / 2))x\(String(repeating: "}", count: size / 2))}}\n"
    },
    .init("fields", "f# = {b}, ", from: "@misc{a, ", to: "title={A}}\n", in: .bibliography),
    .init("abbreviations", "@string{s# = {b}}\n", in: .bibliography),
    .init("uses of a long abbreviation", .bibliography, bounded: 32_768) { size in
      "@string{s = {\(String(repeating: "b", count: size / 2))}}\n"
        + (0..<size / 50).map { "@misc{a\($0), title = s}\n" }.joined()
    },
    .init("parts of a value", " /# {b}", from: "@misc{a, title = {b}", to: "}\n", in: .bibliography),
    .init("authors", "B, C and ", from: "@misc{a, title={A}, author = {", to: "D}}\n", in: .bibliography),
    .init("commands", "\\'e--$x$", from: "@misc{a, title = {", to: "}}\n", in: .bibliography),
  ]

  private static let bibliography = "```{bibliography}\nfile: a.bib\n```\n\n"
  private static let experiment = "```{experiment} e\ntask: adding(length: 3)\nsteps: 1\n"
}
