import Testing

@testable import Plot

@Suite struct TicksTests {
  /// Data ranges, wanted counts and the ticks that mizani 0.11 (`breaks_extended`) gives for them.
  static let published: [(ClosedRange<Double>, Int, [Double])] = [
    (0...1, 4, [0, 0.5, 1]),
    (0...1, 5, [0, 0.25, 0.5, 0.75, 1]),
    (0...1, 8, [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1]),
    (-3.7...12.2, 4, [-4, 0, 4, 8, 12]),
    (-3.7...12.2, 8, [-4, -2, 0, 2, 4, 6, 8, 10, 12]),
    (0.0013...0.0092, 4, [0, 0.003, 0.006, 0.009]),
    (0.0013...0.0092, 5, [0, 0.0025, 0.005, 0.0075, 0.01]),
    (0.0013...0.0092, 8, [0.001, 0.002, 0.003, 0.004, 0.005, 0.006, 0.007, 0.008, 0.009]),
    (8.1...14.1, 5, [8, 10, 12, 14]),
    (8.1...14.1, 8, [8, 9, 10, 11, 12, 13, 14]),
    (1.0...1.2, 5, [1, 1.05, 1.1, 1.15, 1.2]),
    (1.0...1.2, 8, [1, 1.025, 1.05, 1.075, 1.1, 1.125, 1.15, 1.175, 1.2]),
    (1e6...1.05e6, 4, [1_000_000, 1_010_000, 1_020_000, 1_030_000, 1_040_000, 1_050_000]),
    (-1...250, 5, [0, 50, 100, 150, 200, 250]),
    (0.37...0.63, 4, [0.4, 0.5, 0.6]),
    (0.37...0.63, 5, [0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65]),
    (0.37...0.63, 8, [0.36, 0.4, 0.44, 0.48, 0.52, 0.56, 0.6, 0.64]),
    (3...97, 4, [0, 50, 100]),
    (3...97, 8, [0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100]),
  ]

  @Test(arguments: published) func `ticks are those of another implementation`(
    _ range: ClosedRange<Double>, _ count: Int, _ expected: [Double]
  ) {
    #expect(ExtendedTicks.search(range, count: count).map(\.value) == expected)
  }

  @Test(arguments: [1e-300, 1e-7, 1, 3.7e5, 1e300]) func `ticks keep their pattern at any size`(_ size: Double) {
    let ticks = ExtendedTicks.search(0...size, count: 5).map(\.value)
    #expect(ticks.count >= 3)
    #expect(ticks == ticks.sorted() && Set(ticks).count == ticks.count)
    let step = ticks[1] - ticks[0]
    #expect(zip(ticks, ticks.dropFirst()).allSatisfy { abs(($1 - $0) / step - 1) < 1e-9 })
  }

  @Test func `ticks kept inside never leave the domain`() {
    for (range, count, _) in Self.published {
      let values = ExtendedTicks.search(range, count: count, inside: true).map(\.value)
      #expect(values.count >= 2)
      #expect(values.allSatisfy { $0 >= range.lowerBound - 1e-9 && $0 <= range.upperBound * (1 + 1e-9) })
    }
  }

  @Test func `labels have equal decimals and a true minus`() {
    func labels(_ range: ClosedRange<Double>) -> [String] { LinearScale(range).ticks(count: 5).major.map(\.label.text) }
    #expect(labels(0...1) == ["0", "0.25", "0.50", "0.75", "1.00"])
    #expect(labels(-10...10) == ["−10", "−5", "0", "5", "10"])
    #expect(labels(0...40_000) == ["0", "10\u{2009}000", "20\u{2009}000", "30\u{2009}000", "40\u{2009}000"])
    #expect(labels(0...4e-7).last == "4\u{200A}×\u{200A}10−7")
  }

  @Test func `a decade is labelled by its power`() {
    let ticks = LogarithmicScale(1e-3...1e2).ticks(count: 8)
    #expect(ticks.major.map(\.label.text) == ["10−3", "10−2", "10−1", "100", "101", "102"])
    #expect(ticks.major.map(\.value) == [1e-3, 1e-2, 1e-1, 1, 10, 100])
    #expect(ticks.minor.count == 5 * 8)
    #expect(ticks.major[0].label.runs.last?.rise ?? 0 > 0)
  }

  @Test func `many decades are labelled at regular steps`() {
    let powers = LogarithmicScale(1e-12...1e12).ticks(count: 5).major.map(\.label.text)
    #expect(powers == ["10−10", "10−5", "100", "105", "1010"])
  }

  @Test func `less than a decade is labelled at simple multiples`() {
    let ticks = LogarithmicScale(0.15...0.9).ticks(count: 4).major
    #expect(ticks.map(\.label.text) == ["0.2", "0.5"])
    #expect(LogarithmicScale(10...10.5).ticks(count: 4).major.count >= 2)
  }

  @Test func `positions run from nought to one and non-positive values have none on decades`() {
    let linear = LinearScale(-2...6)
    #expect(linear.fraction(-2) == 0 && linear.fraction(6) == 1 && linear.fraction(2) == 0.5)
    let decades = LogarithmicScale(1...100)
    #expect(decades.fraction(10) == 0.5 && decades.fraction(0) == nil && decades.fraction(-1) == nil)
  }
}
