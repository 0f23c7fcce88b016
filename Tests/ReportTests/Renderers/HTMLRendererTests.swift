import Foundation
import Testing

import Checksums
@testable import Code
@testable import Document
@testable import Mathematics
@testable import Render
@testable import Statistics

@Suite struct HTMLRendererTests {
  static let page = Result {
    try HTMLRenderer(extraCSS: ".plot{color:red}", isCompact: false).render(SampleDocument.document)
  }
  private static let markup = Result { try Markup(page.get()) }

  @Test(
    arguments: [
      "Plain &amp; &lt;b&gt;bold&lt;/b&gt;", "<code>let x = &quot;&lt;&amp;&gt;&quot;</code>", "<em>emphasis</em>",
      "<strong>strong<em> and both</em></strong>", "<del>struck</del>",
      "<a href=\"https://example.org/a?b=c&amp;d\" title=\"A &quot;title&quot;\" rel=\"noreferrer\">a link</a>",
      "<a href=\"#memory\">a reference</a>", "alt=\"one pixel\"", ">image: a far picture</a>",
      "<br>", "<math alttext=\"w_t\">", "aria-label=\"Footnote 1\">1</a>",
      "<a class=\"value\" href=\"#memory\" title=\"poly.longLagError, mean",
      "<table class=\"decimal-2\">", ".decimal-2>*>tr>:nth-child(2){text-align:right",
      "<td>7.5<span class=\"pad\">5 ± 0.08</span></td>",
      "<td>—</td>", "href=\"#shares\">Table 1.1</a> Shares.",
      "<span class=\"number\">Listing 1.1</span>",
      "class=\"box box-proof\"", "<span class=\"number\">Note</span>", "<summary>The derivation</summary>",
      "<i>unchanged</i>", "<li id=\"ref-wang\"><span class=\"marker\">[1]</span> Wang",
      "<span class=\"verdict\">", "href=\"#shape-holds\"", "href=\"#shape-fails\"", "href=\"#shape-undecided\"",
      "<span class=\"number\">1.1</span> A first look", "<ol start=\"3\"><li>third</li>", "<ul class=\"tasks\">",
      "type=\"checkbox\" disabled checked", "<pre tabindex=\"0\"><code class=\"language-swift\">", "<blockquote>",
      "<table class=\"centre-3 right-2\">", "<th scope=\"col\">long-lag error</th>", "<hr>",
      "href=\"#error\" aria-label=\"Equation 1.1\">(1.1)",
      "<pre class=\"raw\" tabindex=\"0\"><code>&lt;script&gt;", "role=\"doc-footnote\"", "role=\"doc-backlink\"",
      "<figure id=\"memory\">", "href=\"#memory\">Figure 1.1</a> Learned memory", "download=\"memory.csv\"",
      "href=\"figures/memory.svg\" download=\"memory.svg\" data-save=\"svg\">SVG</a>",
      "plot: memory(of: poly, colour: error)",
      "class=\"box box-theorem verdict-holds\"",
      "<span class=\"name\">decomposition</span>", "<summary>evidence: 3 checks, 4096 trials</summary>",
      "class=\"box box-definition\"", "<section class=\"summary\"", "<dt>profile</dt><dd>standard</dd>",
      ".plot{color:red}", "id=\"evidence-2\"", "href=\"data:text/csv;charset=utf-8,lag,target%0A0,1%0A1,0.5%0A\"",
    ])
  func `every block and inline is drawn`(fragment: String) throws {
    #expect(try Self.page.get().contains(fragment))
  }

  @Test func `every tag is closed, every id unique, every reference within the page leads somewhere`() throws {
    let markup = try Self.markup.get()
    let ids = markup.values(of: "id")
    #expect(ids.count == Set(ids).count)
    let targets = markup.values(of: "href").filter { $0.hasPrefix("#") }.map { String($0.dropFirst()) }
    #expect(targets.count > 20)
    #expect(Set(targets).subtracting(ids) == [])
  }

  @Test func `a page asks for nothing and runs nothing but its own script`() throws {
    let page = try Self.page.get()
    let markup = try Self.markup.get()
    let names = Set(markup.tags.map(\.name))
    #expect(names.isDisjoint(with: ["link", "iframe", "object", "embed", "base", "form", "audio", "video"]))
    #expect(markup.values(of: "src").allSatisfy { $0.hasPrefix("data:image/") })
    #expect(!markup.tags.contains { $0.attributes.keys.contains { $0.hasPrefix("on") || $0 == "srcset" } })
    // The one script is the page's own, and the policy names no other.
    #expect(
      markup.tags.filter { $0.name == "script" }.count == 1
        && page.contains("<script>\(Script.text(in: .english))</script>"))
    #expect(page.contains("script-src 'sha256-\(Checksum.base64(of: Script.text(in: .english)))'; style-src"))
    let addresses = page.matches(of: /url\(([^)]{0,24})/).map(\.output.1)
    #expect(!addresses.isEmpty)
    #expect(addresses.allSatisfy { $0.hasPrefix("data:font/woff2;base64,") })
    #expect(!page.contains("@import"))
  }

  @Test func `no text of a chapter becomes markup`() throws {
    let evil = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>\0"
    let text: [Inline<Final>] = [.text(evil), .code(evil), .value(text: evil, detail: evil, source: evil)]
    let links = [
      "javascript:alert(1)", "java\nscript:alert(1)", " JaVaScript:alert(1)", "data:text/html,\(evil)", evil,
    ]
    let inlines =
      text
      + links.flatMap { address -> [Inline<Final>] in
        [.link(destination: address, title: evil, text), .image(source: address, title: evil, alternative: evil)]
      }
    let paragraph = Block<Final>.paragraph(inlines)
    let blocks: [Block<Final>] = [
      .heading(Heading(level: 2, label: evil, file: SampleDocument.file, span: 0..<0, number: evil, content: text)),
      paragraph,
      .code(language: evil, text: evil), .rawHTML(evil), .quote([paragraph]),
      .footnotes([Footnote(label: evil, number: 1, content: [paragraph])]),
      .figure(
        FigureBlock(
          id: evil, number: evil, svg: "", alternative: evil, caption: [paragraph],
          files: [OutputFile(title: evil, path: evil, content: [])], data: evil,
          source: evil)),
      .box(
        Box(
          kind: evil, id: evil, title: evil, name: text, verdict: .holds, body: [paragraph],
          details: (evil, [paragraph]))),
    ]
    let document = Document(
      title: evil, summary: blocks, chapters: [.init(id: evil, number: "1", title: text, blocks: blocks)],
      provenance: [Fact(label: evil, value: evil)])
    let markup = try Markup(HTMLRenderer(isCompact: false).render(document))
    #expect(!markup.tags.contains { $0.name == "img" || $0.attributes["onerror"] != nil })
    #expect(markup.tags.filter { $0.name == "script" }.count == 1)
    #expect(
      !markup.values(of: "href").contains { $0.lowercased().contains("javascript:") || $0.hasPrefix("data:text/html") })
  }

  @Test func `a page without mathematics carries no mathematics`() throws {
    struct NotAsked: Error {}
    let document = Document(
      title: "Plain", chapters: [.init(id: "one", number: "1", title: [.text("One")], blocks: [])])
    let page = try HTMLRenderer(typesetter: Typesetter { throw NotAsked() }).render(document)
    #expect(!page.contains("katex-html") && !page.contains("font-family:KaTeX"))
  }

  @Test func `the same document gives the same bytes, in little room`() throws {
    let page = try Self.page.get()
    #expect(try HTMLRenderer(extraCSS: ".plot{color:red}", isCompact: false).render(SampleDocument.document) == page)
    let withoutFonts = page.replacing(/base64,[A-Za-z0-9+\/=]+/, with: "")
    #expect(withoutFonts.utf8.count < 150_000)
  }

  @Test func `a small page reads as written`() throws {
    let blocks: [Block<Final>] = [
      .paragraph([
        .text("Off by "), .value(text: "3", detail: "a.b", source: nil), .text("."),
        .footnoteReference(label: "n", number: 1),
      ]),
      .footnotes([Footnote(label: "n", number: 1, content: [.paragraph([.text("Note.")])])]),
    ]
    let document = Document(
      title: "Small", chapters: [.init(id: "one", number: "1", title: [.text("One")], blocks: blocks)])
    let page = try HTMLRenderer(isCompact: false).render(document)
    let start = try #require(page.range(of: "<section class=\"chapter\""))
    let end = try #require(page.range(of: "</main>"))
    #expect(
      page[start.lowerBound..<end.lowerBound] == """
        <section class="chapter" id="one" aria-labelledby="one-title">
        <h2 id="one-title"><span class="number">1</span> One \
        <a class="permalink" href="#one" aria-label="Link to chapter 1">#</a></h2>
        <p>Off by <span class="value" title="a.b">3</span>.<sup class="footnote-mark"><a href="#one-note-1" \
        id="one-note-1-mark" aria-label="Footnote 1">1</a></sup></p>
        <section class="footnotes" role="doc-endnotes" aria-label="Footnotes"><div class="footnote" id="one-note-1" \
        role="doc-footnote"><span class="number">1</span><div><p>Note.</p>
        <a class="back" href="#one-note-1-mark" role="doc-backlink" aria-label="Back to mark 1 of footnote 1">\
        \u{21A9}\u{FE0E}</a> </div></div>
        </section>
        </section>

        """)
  }
}
