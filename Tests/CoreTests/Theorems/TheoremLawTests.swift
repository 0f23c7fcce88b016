import Testing

@testable import Core

@Suite("Laws of every theorem")
struct TheoremLawTests {
  @Test(arguments: Catalogue<any Theorem>.theorems.entries.map(\.name))
  func `its check holds, and says with what numbers`(name: String) throws {
    let clock = ContinuousClock()
    let start = clock.now
    let check = try Catalogue<any Theorem>.theorems.make(name).check()
    print(name, clock.now - start)
    for e in check.evidence { print(e.isControl ? "  control" : "  check  ", e.name, e.verdict, e.estimate, e.allowed, "|", e.summary) }
    print(check.numbers.sorted { $0.key < $1.key })
    for s in check.series.sorted(by: { $0.key < $1.key }) { print("  ", s.key, s.value.x.count, s.value.y.prefix(4), s.value.y.suffix(2)) }
    #expect(check.verdict == .holds)
    #expect(check.evidence.contains { $0.isControl })
    for estimate in check.evidence.map(\.estimate) {
      #expect(estimate.lower <= estimate.value && estimate.value <= estimate.upper)
      #expect(estimate.count > 0)
    }
    #expect(check.numbers.allSatisfy { $0.value.isFinite })
    for series in check.series.values {
      #expect(series.x.count == series.y.count && !series.y.isEmpty)
      #expect(series.y.allSatisfy { $0.isFinite })
    }
  }
}
