import Testing

@testable import Render

/// Where a browser is installed, the page is measured in it.
@Suite(.waiting) struct BrowserTests {
  @Test(.enabled(if: Browser.isThere), .timeLimit(.minutes(20))) func `a page fits its window`() throws {
    let page = try HTMLRenderer().render(SampleDocument.document)
      .replacing(/<meta http-equiv="?Content-Security-Policy"?[^>]*>/, with: "").replacing(
        "<details", with: "<details open")
    let widths = [360, 1440]
    let shown = try Browser.show(widths.map { _ in page }, widths: widths)
    #expect(shown.map(\.width) == widths)
    #expect(shown.allSatisfy { $0.elements.contains("<details open") })
  }
}
