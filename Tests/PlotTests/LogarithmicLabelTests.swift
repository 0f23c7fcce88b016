import Testing

@testable import Plot

@Suite("Labels of a logarithmic axis")
struct LogarithmicLabelTests {
  @Test func `are all plain or all with powers of ten`() {
    func labels(_ domain: ClosedRange<Double>) -> [String] {
      LogarithmicScale(domain).ticks(count: 8).major.map(\.label.text)
    }
    #expect(labels(0.1...2) == ["0.1", "0.2", "0.5", "1", "2"])
    #expect(
      labels(4e-5...3e-3) == [
        "5\u{200A}×\u{200A}10−5", "10−4", "2\u{200A}×\u{200A}10−4", "5\u{200A}×\u{200A}10−4", "10−3",
        "2\u{200A}×\u{200A}10−3",
      ])
  }
}
