import Files
import Foundation
import Testing

@testable import Document
@testable import Render

@Suite("The page for the printer", .waiting)
struct PaperTests {
  private static let hasChromium = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium"].contains {
    FileManager.default.isExecutableFile(atPath: $0)
  }

  @Test func `it has a title page, contents with room for the numbers of pages, and nothing to press`() throws {
    let page = try HTMLRenderer().paper(SampleDocument.document)
    let markup = try Markup(page)
    #expect(!markup.tags.contains { $0.name == "button" } && markup.tags.count { $0.name == "script" } == 1)
    #expect(page.contains("<header class=\"title-page\">") && page.contains("<span class=\"page\"></span>"))
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
    let pdf = try PDFPrinter().data(printing: HTMLRenderer().paper(Self.long))
    let pages = PDFDestinations(pdf).pages
    let first = try #require(pages["first"])
    let last = try #require(pages["last"])
    #expect(first >= 1 && last > first + 1)
    let text = try Self.words(of: pdf)
    #expect(text.contains("First \(first)") && text.contains("Last \(last)"), "\(text.prefix(200))")
    // Each page but the first has a head and every page a number.
    #expect(text.contains("A long book"))
  }

  /// The words of a PDF in their order, with a space between two.
  private static func words(of pdf: Data) throws -> String {
    let folder = try TemporaryFolder(for: "paper")
    let file = folder.url.appending(path: "report.pdf")
    try pdf.write(to: file)
    let answer = try #require(ExternalProgram.run(["pdftotext", file.path, "-"]))
    return answer.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// Two chapters, the first of some pages.
  private static var long: Document {
    let sentence = "What was learned is forgotten, unless something keeps it. "
    let text = Block<Final>.paragraph([.text(String(repeating: sentence, count: 12))])
    let chapters = [("first", "First", 60), ("last", "Last", 1)].map { id, title, count in
      Document.Chapter(
        id: id, number: nil, title: [.text(title)], blocks: Array(repeating: text, count: count))
    }
    return Document(title: "A long book", chapters: chapters)
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
