import Testing

@testable import Core

@Suite("Every theorem of the catalogue")
struct TheoremCatalogueTests {
  @Test(arguments: Catalogue.theorems.entries.map(\.name))
  func `holds, its controls fail, and it declares the numbers and curves it gives`(name: String) throws {
    let theorem = try Catalogue.theorems.make(name)
    let check = theorem.check()
    #expect(check.verdict == .holds)
    #expect(check.evidence.contains { $0.isControl })
    #expect(Set(check.numbers.keys) == Set(type(of: theorem).numbers.keys))
    #expect(Set(check.series.keys) == Set(type(of: theorem).curves.keys))
  }
}
