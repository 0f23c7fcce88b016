import Foundation
import Testing

@testable import Basics
@testable import Book
@testable import Build
@testable import Mathematics
@testable import Reading
@testable import Render
@testable import Results
@testable import Source
@testable import Syntax

/// What an author writes is in the report as it is meant, or there is a message with its place.
@Suite("What an author wrote")
struct MeantTests {
  /// The messages of a book, "02-two.md:3:9 rule: message".
  private func messages(_ book: SmallBook) throws -> [String] {
    let folder = BookFolder(path: book.path("chapters"), profile: .quick)
    let (_, diagnostics) = try folder.diagnosed(typesetter: Typesetter())
    return DiagnosticPrinter.sorted(diagnostics).map { diagnostic in
      let position = diagnostic.file.position(of: diagnostic.span.lowerBound)
      let name = diagnostic.file.path.replacing(book.path("chapters") + "/", with: "")
      return "\(name):\(position.line):\(position.column) \(diagnostic.rule.rawValue): \(diagnostic.message)"
    }
  }

  @Test func `links lead to chapters, labels and files, or are errors`() throws {
    let book = try SmallBook([
      "01-one.md": "# One {#first}\n\n## Section {#sec}\n\nText.",
      "02-two.md": """
      # Two

      - [works](01-one.md), [label](./01-one.md#sec), [title](#first), {ref}`first`, [front](index.md)
      - [dot](./01-one.md), [round](../chapters/01-one.md), [data](data.csv), [spaced](<a b.txt>), [coded](a%20b.txt)
      """,
      "index.md": "# Book\n\n[on](02-two.md)",
      "data.csv": "a,b\n1,2\n", "a b.txt": "text",
    ])
    #expect(try messages(book) == [])
    _ = try book.build(formats: [.html, .site])
    let pages = try (book.text("output/index.html"), book.text("output/02-two.html"))
    _ = try book.build()
    let page = try book.text("output/index.html")
    for fragment in [
      "<a href=#01-one>works</a>", "<a href=#sec>label</a>", "<a href=#01-one>title</a>", ">Chapter\u{A0}1</a>",
      "<a href=#top>front</a>", "<a href=#01-one>dot</a>", "<a href=#01-one>round</a>", "<a href=#02-two>on</a>",
      "<a href=\"data:application/octet-stream;base64,YSxiCjEsMgo=\" download=data.csv>data</a>",
      "download=\"a b.txt\">spaced</a>", "download=\"a b.txt\">coded</a>",
    ] { #expect(page.contains(fragment), "\(fragment)") }
    for fragment in [
      "<a href=01-one.html#01-one>works</a>", "<a href=01-one.html#sec>label</a>", "<a href=index.html#top>front</a>",
    ] { #expect(pages.1.contains(fragment), "\(fragment)") }
    #expect(pages.0.contains("<a href=02-two.html#02-two>on</a>"))

    try book.write(
      """
      # Two

      [a](99-missing.md), [b](01-one.md#nope), [c](none.csv), [d](index.md#sec), [e](data), [f](/etc/passwd)
      """, to: "chapters/02-two.md")
    #expect(
      try messages(book) == [
        "02-two.md:3:5 unresolved-reference: unknown chapter '99-missing.md'",
        "02-two.md:3:25 unresolved-reference: nothing in this chapter is called 'nope'",
        "02-two.md:3:46 unreadable-file: '\(book.path("chapters/none.csv"))' cannot be read",
        "02-two.md:3:61 unresolved-reference: 'sec' is in another chapter, '\(book.path("chapters/01-one.md"))'",
        "02-two.md:3:80 unreadable-file: '\(book.path("chapters/data"))' cannot be read",
        "02-two.md:3:91 outside-project: '/etc/passwd' is not a path within the project",
      ])
  }

  @Test func `a link that leads out of the project is not a chapter, and shows nothing of its file`() throws {
    let book = try SmallBook(["01-one.md": "# One"])
    let outside = FileManager.default.temporaryDirectory.appending(path: "outside-\(UUID().uuidString).md")
    try Data("SECRET without a heading".utf8).write(to: outside)
    defer { try? FileManager.default.removeItem(at: outside) }
    try FileManager.default.createSymbolicLink(
      atPath: book.path("chapters/02-two.md"), withDestinationPath: outside.path)
    let (read, diagnostics) = try BookFolder(path: book.path("chapters"), profile: .quick).diagnosed(
      typesetter: Typesetter())
    #expect(diagnostics.map(\.rule) == [.outsideProject])
    #expect(!DiagnosticPrinter().text(diagnostics).contains("SECRET"))
    #expect(read.chapters.map(\.blocks.count) == [0, 0])
  }

  @Test func `files that look like chapters and are skipped are named`() throws {
    let book = try SmallBook([
      "10-ten.md": "# Ten", "9-nine.md": "# Nine\n\n```{include}\nfile: parts/in.md\n```", "a.MD": "# A",
      "b.markdown": "# B", "_c.md": "C", "d.txt": "D",
    ])
    try book.write("In.", to: "chapters/parts/in.md")
    try book.write("# Lost", to: "chapters/sub/lost.md")
    try book.write("# Hidden", to: "chapters/.sub/hidden.md")
    #expect(
      try messages(book) == [
        "a.MD:1:1 skipped-file: this file is skipped", "b.markdown:1:1 skipped-file: this file is skipped",
        "sub:1:1 skipped-file: this folder is skipped, with 1 file",
      ])
    let folder = BookFolder(path: book.path("chapters"))
    #expect(folder.chapterPaths.map { URL(filePath: $0).lastPathComponent } == ["9-nine.md", "10-ten.md"])
    try book.write("---\nignore: skipped-file\n---\n\n# Book", to: "chapters/index.md")
    #expect(try messages(book) == [])
  }

  @Test func `names are in the order of their numbers`() {
    let names = ["10-b", "9-a", "1-z", "01-a", "1-a", "a10", "a9b", "a9", "b", "A"]
    #expect(
      names.sorted(by: NaturalOrder.precedes) == ["01-a", "1-a", "1-z", "9-a", "10-b", "A", "a9", "a9b", "a10", "b"])
  }

  @Test func `two chapters with one title, or of one page, are told`() throws {
    let book = try SmallBook([
      "1-a b.md": "# Same", "2-c.md": "# Same", "1-a-b.md": "# Other", "3-d.md": "# Last",
    ])
    #expect(
      try messages(book) == [
        "1-a-b.md:1:1 duplicate-label: this chapter's page would be '1-a-b.html', which is that of "
          + "'\(book.path("chapters/1-a b.md"))'",
        "2-c.md:1:1 repeated-title: two chapters are called 'Same'",
      ])
  }

  @Test func `chapters without a number and appendices have their own names and numbers`() throws {
    let book = try SmallBook([
      "0-preface.md":
        "# Preface {#before .unnumbered}\n\n## Within\n\n{ref}`before`, {ref}`one`, {ref}`extra`, {ref}`more`, {ref}`eq`",
      "1-one.md": "# One {#one}\n\n## Plain\n\n## Bare {#bare -}\n\n## Next\n\n{ref}`bare`",
      "2-extra.md": "# Extra {#extra .appendix}\n\n## More {#more}\n\n$$\nx\n$$ (eq)",
    ])
    #expect(try messages(book) == [])
    let finished = try book.build()
    #expect(finished.manifest.chapters.map(\.number) == [nil, "1", "A"])
    let page = try book.text("output/index.html")
    for fragment in [
      "<a href=#0-preface>Preface</a>", ">Chapter\u{A0}1</a>", ">Appendix\u{A0}A</a>", ">Section\u{A0}A.1</a>",
      ">Equation\u{A0}(A.1)</a>",
      "<a href=#bare>Bare</a>", "<span class=number>1.2</span> Next",
    ] { #expect(page.contains(fragment), "\(fragment)") }
    #expect(!page.contains("unnumbered}"))
  }

  @Test func `comments and private notes stand in no file of the report`() throws {
    let text = """
      # One

      Visible. <!-- SECRET --> After.

      <!--
      SECRET
      -->

      <!-- SECRET --> Behind `<!-- shown -->`.

      | a <!-- SECRET --> |
      |---|
      | b <!-- SECRET --> |

      ```{private}
      SECRET
      ```

      ```{sensitivity} s
      error: squared
      ```

      ```{figure} f
      plot: curves(of: s, curve: profile)
      alt: A curve.

      Caption <!-- SECRET -->, end.

      <!-- SECRET -->

      ~~~{private}
      SECRET
      ~~~
      ```

      <div>
      <!-- SECRET -->
      </div>
      """
    for front in ["", "---\nraw-html: true\n---\n\n"] {
      let book = try SmallBook(["1.md": front + text])
      _ = try book.build(formats: [.html, .site])
      _ = try book.build()
      let contents = try book.contents(of: "output")
      for (file, data) in contents { #expect(!String(decoding: data, as: UTF8.self).contains("SECRET"), "\(file)") }
      let page = try book.text("output/index.html")
      for fragment in ["After.", "Behind <code>&lt;!-- shown --&gt;</code>.", "Caption", ", end."] {
        #expect(page.contains(fragment), "\(fragment)")
      }
    }
  }

  @Test func `a formula and code with bars stand whole in a table`() throws {
    let book = try SmallBook([
      "1.md": """
      # T

      | quantity | code | meaning |
      |---|---|---|
      | $\\pi(a|s)$ and $|x|$ | `a|b` | kept |
      | $\\|x\\|_2$ and \\(P(a|b)\\) | `c\\|d` | a norm |
      """
    ])
    #expect(try messages(book) == [])
    _ = try book.build()
    let page = try book.text("output/index.html")
    for fragment in [
      "<code>a|b</code>", "<code>c|d</code>", "kept", "a norm", "alttext=\\pi(a|s)>", "alttext=\\|x\\|_2>",
      "alttext=P(a|b)>",
    ] { #expect(page.contains(fragment), "\(fragment)") }
  }

  @Test func `delimiters of TeX are those of formulae`() {
    #expect(
      Outline.of("a \\(x\\) b \\[y\\] (e)\n\n\\[\nz\n\\] {#f}\n\n> \\[\n> q\n> \\]")
        == "p('a ' $x@x$ ' b ') eq(y@y #e@e) eq(z@z #f@f) quote(eq(q@q))")
    #expect(Outline.of("\\\\(x\\\\) `\\(y\\)` \\(z") == "p('\\(x\\) ' code(\\(y\\)) ' (z')")
    #expect(Outline.of("```\n\\(x\\) | \\[y\\]\n```") == "code(|\\(x\\) | \\[y\\]\n)")
  }

  @Test func `no text of another tool passes without a word, and none that means itself has one`() throws {
    let forms = [
      "![a](a.svg){width=5cm}", "[a]{.b}", "{{< video x >}}", "{{ x }}", "{% x %}", "{ref} `x`", ":ref:`x`",
      "\\cite{x}", "\\begin{align}", "[@x]", "[see @x]", "@fig-x", "x^[y]", "==x==", "++x++", "H~2~O", "x^2^",
      ":smile:",
      "::: note", ":::{note}", "!!! tip", "??? tip", "> [!TIP]", ".. code:: x", "% x", "(x)=", "*[A]: b", "| x",
      "#Title",
      "[TOC]", "[[x]]", "[a](b c)", "[a][b]", "**a", "`a", ": b", "+++", "x\n|---|---|", "<!-- a",
      "```python title=a\n```", "`x`{=html}", "\\tableofcontents",
    ]
    for form in forms where form != "[see @x]" {
      let rules = try Self.rules(form)
      #expect(rules.contains { $0 == .foreignSyntax || $0 == .unterminatedComment }, "\(form)")
    }
    let plain = [
      "{1, 2}", "a:b:c", "12:30:45", "x == y", "C++", "a ** b ** c".replacing("**", with: "\\*\\*"), "5 * 3 * 2",
      "ada@example.org", "~ 5", "2^3", "\\{.a}", "\\[@x]", "\\`a", "`{.a}`", "$\\{.a\\}$", "C:\\temp", "\\$5", "a | b",
      "#1", "(x) = y", "50% of x", "[a](https://b.c \"d e\")", "[a](<https://b.c/d e>)", "x[1][2]", "a... b", "!! x",
      "https://a.b/c_{d}", "{value}", "e.g. :)", "\\\nnext", "a\\\n**b**",
    ]
    for text in plain { #expect(try Self.rules(text) == [], "\(text)") }
  }

  private static func rules(_ text: String) throws -> [Rule] {
    let file = SourceFile(path: "chapter.md", text: "# Title\n\n\(text)\n")
    let files = ProjectFiles(["a.svg": "<svg/>"])
    return try BookReader([file], profile: .quick, typesetter: nil, project: files).diagnostics.map(\.rule)
  }
}
