import Testing

@testable import Book
@testable import Document
@testable import Source
@testable import Statistics

@Suite("The results of a section in one table")
struct GatheredResultsTests {
  private static func claim(_ id: String) -> Block<Final> {
    .results([
      ResultRow(
        id: id, title: "Claim", name: [], verdict: .holds, estimate: "ratio 1", basis: "3", remarks: [], source: "")
    ])
  }

  private static func heading() -> Block<Final> {
    let file = SourceFile(path: "a.md", text: "")
    return .heading(Heading(level: 2, file: file, span: 0..<0, content: []))
  }

  @Test func `claims gather where the last of their section stood, and stay in it`() {
    let (text, rule) = (Block<Final>.paragraph([.text("text")]), Block<Final>.thematicBreak)
    let blocks = [
      Self.claim("a"), text, Self.claim("b"), rule, Self.heading(), text, Self.heading(), Self.claim("c"),
    ]
    let gathered = blocks.gatheringResults
    let shapes = gathered.map { block -> String in
      switch block {
      case .results(let rows): rows.map(\.id).joined()
      case .heading: "#"
      case .thematicBreak: "-"
      default: "p"
      }
    }
    #expect(shapes == ["p", "ab", "-", "#", "p", "#", "c"])
  }
}
