import Testing

@testable import Book
@testable import Command
@testable import Mathematics
@testable import Reading
@testable import Render
@testable import Source

@Suite("The body of one chapter")
struct BodyTests {
  private func body(_ text: String) throws -> String {
    let file = SourceFile(path: "chapter.md", text: text)
    let reader = try BookReader([file], profile: .quick, typesetter: Typesetter())
    return try HTMLRenderer().body(of: reader.book, results: Results(of: reader.book.directives, outcomes: [:]))
  }

  @Test func `is HTML without the page around it`() throws {
    #expect(
      try body("# One\n\nText with *stress*, <b>bold</b> and [a](javascript:b).\n\n- a\n- b\n") == """
        <h1 id="chapter">One</h1>
        <p>Text with <em>stress</em>, &lt;b&gt;bold&lt;/b&gt; and a.</p>
        <ul><li>a</li>
        <li>b</li>
        </ul>

        """)
  }

  @Test func `passes HTML where the front matter says so`() throws {
    #expect(
      try body("---\nraw-html: true\n---\n\n<div>\n\na <b>c</b>\n\n</div>\n") == """
        <div>

        <p>a <b>c</b></p>
        </div>


        """)
  }

  @Test(arguments: [
    ("[a](b c)", "[a](b c)"), ("[a](<b c>)", "href=\"b%20c\""), ("[a](http://x/ü)", "href=\"http://x/%C3%BC\""),
    ("[a](JAVASCRIPT:x)", "<p>a</p>"), ("[a](data:text/html,x)", "<p>a</p>"), ("[a](vbscript:x)", "<p>a</p>"),
    ("[a](java\tscript:x)", "[a](java"), ("![a](javascript:x)", "<p>a</p>"), ("~~a~~", "<del>a</del>"),
    ("- [x] a", "type=\"checkbox\" disabled checked"), ("|a|\n|-|\n|b|", "<td>b</td>"),
    ("a[^1]\n\n[^1]: b", "doc-footnote"),
    ("1. a\n   - b", "<ol><li>a\n<ul><li>b</li>"), ("`a`", "<code>a</code>"), ("https://a.b", "href=\"https://a.b\""),
  ])
  func `has Markdown as it is known`(text: String, fragment: String) throws {
    #expect(try body(text).contains(fragment))
  }
}
