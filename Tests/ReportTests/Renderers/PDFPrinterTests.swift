import Foundation
import Testing

@testable import Build
@testable import Render

@Suite("The report on paper", .waiting)
struct PDFPrinterTests {
  private static let hasChromium = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium"].contains {
    FileManager.default.isExecutableFile(atPath: $0)
  }

  @Test(.enabled(if: hasChromium)) func `equal pages give equal bytes`() throws {
    let page = "<!DOCTYPE html><title>Memory</title><h1>Memory</h1><p>Long lags.</p>"
    let first = try PDFPrinter().data(printing: page)
    Thread.sleep(forTimeInterval: 1.1)
    #expect(try PDFPrinter().data(printing: page) == first)
  }

  @Test(.enabled(if: hasChromium)) func `a book is printed, and a later build without paper leaves no old print`()
    throws
  {
    let book = try SmallBook()
    #expect(try book.build(formats: [.html, .pdf]).summary.written == ["index.html", "report.pdf"])
    #expect(try book.bytes("output/report.pdf").starts(with: Array("%PDF".utf8)))
    _ = try book.build(formats: [.html])
    #expect(try book.contents(of: "output")["report.pdf"] == nil)
  }

  @Test func `without a Chromium there is a message with a remedy`() {
    #expect(throws: PDFProblem.self) { try PDFPrinter(programs: ["no-such-program"]).data(printing: "") }
    #expect(PDFProblem.missing.description.contains("./bootstrap"))
  }

  @Test func `a program that leaves no file, or does not end, is told`() {
    #expect(throws: PDFProblem.self) { try PDFPrinter(programs: ["/bin/true"]).data(printing: "") }
    #expect(throws: PDFProblem.self) { try PDFPrinter(programs: ["/usr/bin/yes"], seconds: 0.3).data(printing: "") }
  }

  @Test func `nodes of tags are counted from one in every print`() {
    var prints = [53, 1054].map { first in
      let names = [first, first + 3, first].map { "(node\(String(format: "%08d", $0)))" }
      return Data("/ID \(names.joined(separator: " /ID ")) (node53) (node0000005x)".utf8)
    }
    for index in prints.indices { PDFPrinter.renumberNodes(in: &prints[index]) }
    #expect(prints[0] == prints[1])
    #expect(
      String(decoding: prints[0], as: UTF8.self)
        == "/ID (node00000001) /ID (node00000002) /ID (node00000001) (node53) (node0000005x)")
  }

  @Test func `dates are overwritten wherever they stand`() {
    var pdf = Data("a /CreationDate (D:20261123195650+00'00') /ModDate (D:2026".utf8)
    PDFPrinter.blankDates(in: &pdf)
    #expect(String(decoding: pdf, as: UTF8.self) == "a /CreationDate (D:20000101000000+00'00') /ModDate (D:2000")
  }
}
