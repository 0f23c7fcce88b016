import Testing

@testable import Plot

@Suite("Simplified paths") struct SimplificationTests {
  @Test func `keep what can be seen, in fewer places`() throws {
    let curve = (0...1000).map { Place(Double($0) / 5, 50 * Elementary.power(Double($0) / 1000, 2)) }
    guard case .lines(let kept, _)? = Path([.lines(curve, closed: false)]).simplified(0.05).pieces.first else {
      Issue.record("no line is left")
      return
    }
    #expect(kept.count < 100 && kept.first == curve.first && kept.last == curve.last)
    for place in curve {
      let next = try #require(kept.firstIndex { $0.x >= place.x })
      let (start, end) = (kept[max(next - 1, 0)], kept[next])
      let share = end.x > start.x ? (place.x - start.x) / (end.x - start.x) : 0
      #expect(abs(start.y + share * (end.y - start.y) - place.y) < 0.06)
    }
  }

  @Test func `keep corners, and straight lines as their ends`() {
    let corner = [Place(0, 0), Place(5, 0), Place(10, 0), Place(10, 5), Place(10, 10)]
    #expect(
      Path([.lines(corner, closed: true)]).simplified(0.05)
        == Path([.lines([Place(0, 0), Place(10, 0), Place(10, 10)], closed: true)]))
    #expect(Path([.lines(corner, closed: false)]).simplified(0) == Path([.lines(corner, closed: false)]))
  }
}
