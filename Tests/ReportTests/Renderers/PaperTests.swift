import Foundation
import Testing

@testable import Document
@testable import Render

@Suite("The page for the printer")
struct PaperTests {
  private static let hasChromium = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium"].contains {
    FileManager.default.isExecutableFile(atPath: $0)
  }

  @Test func `it has a title page, contents with page numbers and running heads, and nothing to press`() throws {
    let page = try HTMLRenderer().paper(SampleDocument.document, numbers: ["01-memory-bias": 3, "02-rescaling": 12])
    let markup = try Markup(page)
    #expect(!markup.tags.contains { $0.name == "button" } && markup.tags.count { $0.name == "script" } <= 2)
    #expect(page.contains("<header class=\"title-page\">") && page.contains("<span class=\"page\">12</span>"))
    #expect(page.contains(#"@page chapter2{@top-left{content:"2\#u{2002}Rescaling"}"#))
  }

  @Test func `what differs from build to build is not printed`() throws {
    var document = SampleDocument.document
    document.run = [Fact(label: "Time", value: "3.14 hours", varies: true), Fact(label: "Seeds", value: "1 to 5")]
    #expect(try HTMLRenderer().render(document).contains("3.14 hours"))
    let paper = try HTMLRenderer().paper(document)
    #expect(!paper.contains("3.14 hours") && paper.contains("1 to 5"))
  }

  @Test(arguments: ["a\"b", "a\\b", "</style>", "a\nb"])
  func `a title cannot end the style sheet`(title: String) {
    let quoted = HTMLRenderer.quoted(title)
    #expect(!quoted.dropFirst().dropLast().contains { "\"<\n".contains($0) })
  }

  @Test(.enabled(if: hasChromium)) func `the contents name the pages that the chapters are printed on`() throws {
    let renderer = HTMLRenderer()
    let pdf = try PDFPrinter().data { try renderer.paper(SampleDocument.document, numbers: $0) }
    let pages = PDFDestinations(pdf).pages
    let first = try #require(pages["01-memory-bias"])
    let second = try #require(pages["02-rescaling"])
    #expect(first > 1 && second > first)
    #expect(pages["02-rescaling"] == pages["a-first-look-2"] || pages["a-first-look-2"] == nil)
  }

  @Test func `a page is found through a tree of pages, and names are read back`() {
    let pdf = """
      3 0 obj
      <</Type /Page>>
      endobj
      9 0 obj
      <</Type /Pages
      /Count 2
      /Kids [4 0 R 3 0 R]
      /Parent 10 0 R>>
      endobj
      10 0 obj
      <</Type /Pages
      /Count 3
      /Kids [9 0 R 5 0 R]>>
      endobj
      15 0 obj
      <</a-b [3 0 R /XYZ 6 827 0]
      /b#C3#BC [5 0 R /XYZ 6 827 0]
      /c#25C3#25A4 [4 0 R /XYZ 6 827 0]>>
      endobj
      """
    #expect(PDFDestinations(Data(pdf.utf8)).pages == ["a-b": 2, "bü": 3, "cä": 1])
    #expect(PDFDestinations(Data("no PDF /XYZ".utf8)).pages.isEmpty)
  }
}
