import Testing

@testable import Render

/// Where a browser is installed, the page is measured in it.
@Suite struct BrowserTests {
  @Test(.enabled(if: Browser.isThere), .timeLimit(.minutes(20)), arguments: [360, 1440])
  func `a page fits its window`(width: Int) throws {
    let measure = "<script>document.title = document.documentElement.scrollWidth</script></body>"
    let page = try HTMLRenderer().render(SampleDocument.document)
      .replacing(/<meta http-equiv="Content-Security-Policy"[^>]*>/, with: "").replacing(
        "<details", with: "<details open"
      ).replacing("</body>", with: measure)
    let dom = try Browser.dom(of: page, width: width)
    let title = dom.firstMatch(of: /<title>(.*?)<\/title>/).map { String($0.output.1) }
    #expect(title == String(width))
  }
}
