import Foundation
import Testing

@testable import Render

@Suite struct HTMLCompactionTests {
  @Test(
    arguments: [
      ("<p class=\"a\">x</p>", "<p class=a>x</p>"), ("<p class=\"a b\">x</p>", "<p class=\"a b\">x</p>"),
      ("<a href=\"x?a=b\">x</a>", "<a href=\"x?a=b\">x</a>"), ("<a href=\"/\">x</a>", "<a href=\"/\">x</a>"),
      ("<img alt=\"\">", "<img alt=\"\">"), ("<path d=\"M0 1\" fill=\"red\"/>", "<path d=\"M0 1\" fill=red />"),
      ("<data value=\"99 %\" title=\"T.x\">1</data>", "<data value=\"99 %\" title=T.x>1</data>"),
      ("<ul><li>a</li>\n<li>b</li>\n</ul>", "<ul><li>a<li>b</ul>"),
      (
        "<thead><tr><th>a</th></tr>\n</thead><tbody><tr><td>b</td></tr>\n</tbody></table>",
        "<thead><tr><th>a<tbody><tr><td>b</table>"
      ),
      ("<p>a</p>\n<p>b</p>\n</section>", "<p>a<p>b</section>"),
      ("<p>a</p> words", "<p>a</p> words"), ("<p>a</p>\n<a>b</a>", "<p>a</p>\n<a>b</a>"),
      ("<pre> a\n</pre>\n", "<pre> a\n</pre>\n"), ("<i title=\"a&quot;b\">x</i>", "<i title=a&quot;b>x</i>"),
      ("<p", "<p"), ("<p class=\"a", "<p class=\"a"), ("</p", "</p"), ("a > b", "a > b"), ("", ""),
    ])
  func `quotes and end tags go where none is needed`(html: String, compact: String) {
    #expect(HTMLCompaction.compact(html) == compact)
  }

  /// What a browser makes of pages, without the white space that only separates elements.
  private func trees(of pages: [String]) throws -> [String] {
    let open = pages.map { page in
      page.replacing(/<meta http-equiv="?Content-Security-Policy"?[^>]*>/, with: "")
        .replacing(/<script>.*?<\/script>/.dotMatchesNewlines(), with: "")
    }
    return try Browser.show(open, widths: pages.map { _ in 1440 }).map { shown in
      shown.elements.replacing(/>\s+/, with: ">").replacing(/\s+</, with: "<")
    }
  }

  @Test(.enabled(if: Browser.isThere), .waiting, .timeLimit(.minutes(20)))
  func `a browser reads the same page`() throws {
    let plain = try HTMLRenderer(isCompact: false).render(SampleDocument.document)
    let compact = try HTMLRenderer().render(SampleDocument.document)
    #expect(compact.utf8.count < plain.utf8.count)
    let trees = try trees(of: [plain, compact])
    #expect(trees.count == 2 && trees[0].utf8.count > 20_000)
    #expect(trees.first == trees.last)
  }
}
