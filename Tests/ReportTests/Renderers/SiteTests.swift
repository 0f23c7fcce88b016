import Foundation
import Testing

@testable import Document
@testable import Render

@Suite("The report as a page for each chapter")
struct SiteTests {
  private static let pages = Result {
    try Dictionary(
      uniqueKeysWithValues: HTMLRenderer().site(SampleDocument.document).map {
        ($0.path, try Markup(String(decoding: $0.content, as: UTF8.self)))
      })
  }

  @Test func `there is a first page and one for each chapter`() throws {
    #expect(try Self.pages.get().keys.sorted() == ["01-memory-bias.html", "02-rescaling.html", "index.html"])
  }

  @Test func `every link leads to a place in the page that it names`() throws {
    let pages = try Self.pages.get()
    var crossings = 0
    for (name, page) in pages {
      for link in page.values(of: "href") where !link.contains(":") && !link.hasPrefix("figures/") {
        let parts = link.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        let target = try #require(pages[parts[0].isEmpty ? name : parts[0]], "\(link) in \(name)")
        if parts.count > 1 { #expect(target.values(of: "id").contains(parts[1]), "\(link) in \(name)") }
        if !parts[0].isEmpty { crossings += 1 }
      }
      let ids = page.values(of: "id")
      #expect(ids.count == Set(ids).count)
    }
    #expect(crossings > 4)
  }

  @Test func `a site takes the place of a page, and leaves what is not its own`() throws {
    let book = try SmallBook()
    _ = try book.build(formats: [.site])
    #expect(try Set(book.contents(of: "output").keys).isSuperset(of: ["index.html", "01-small.html"]))
    try book.write("<p>mine</p>", to: "output/mine.html")
    _ = try book.build(formats: [.html])
    let left = try Set(book.contents(of: "output").keys)
    #expect(left.contains("mine.html") && !left.contains("01-small.html"))
  }
}
