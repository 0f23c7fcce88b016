import Testing

@testable import Plot

@Suite struct TicksTests {
  /// Twenty data ranges, wanted counts and the ticks that mizani 0.14.6 (`breaks_extended`) gives for them.
  static let published: [(ClosedRange<Double>, Int, [Double])] = [
    (0...1, 3, [0, 0.5, 1]),
    (0...1, 5, [0, 0.25, 0.5, 0.75, 1]),
    (0...1, 8, [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1]),
    (-3.7...12.2, 3, [-5, 0, 5, 10]),
    (-3.7...12.2, 5, [-4, 0, 4, 8, 12]),
    (-3.7...12.2, 8, [-4, -2, 0, 2, 4, 6, 8, 10, 12]),
    (0.0013...0.0092, 3, [0, 0.005, 0.01]),
    (0.0013...0.0092, 5, [0, 0.0025, 0.005, 0.0075, 0.01]),
    (0.0013...0.0092, 8, [0.001, 0.002, 0.003, 0.004, 0.005, 0.006, 0.007, 0.008, 0.009]),
    (8.1...14.1, 3, [8, 10, 12, 14]),
    (8.1...14.1, 5, [8, 10, 12, 14]),
    (8.1...14.1, 8, [8, 9, 10, 11, 12, 13, 14]),
    (1...1.2, 3, [1, 1.1, 1.2]),
    (1...1.2, 5, [1, 1.05, 1.1, 1.15, 1.2]),
    (1...1.2, 8, [1, 1.025, 1.05, 1.075, 1.1, 1.125, 1.15, 1.175, 1.2]),
    (1_000_000...1_050_000, 3, [1_000_000, 1_025_000, 1_050_000]),
    (1_000_000...1_050_000, 5, [1_000_000, 1_010_000, 1_020_000, 1_030_000, 1_040_000, 1_050_000]),
    (1_000_000...1_050_000, 8, [1_000_000, 1_010_000, 1_020_000, 1_030_000, 1_040_000, 1_050_000]),
    (-1...250, 3, [0, 100, 200]),
    (-1...250, 5, [0, 50, 100, 150, 200, 250]),
    (-1...250, 8, [0, 50, 100, 150, 200, 250]),
    (0.37...0.63, 3, [0.4, 0.5, 0.6]),
    (0.37...0.63, 5, [0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65]),
    (0.37...0.63, 8, [0.36, 0.4, 0.44, 0.48, 0.52, 0.56, 0.6, 0.64]),
    (3...97, 3, [0, 50, 100]),
    (3...97, 5, [0, 25, 50, 75, 100]),
    (3...97, 8, [0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100]),
    (-0.2...0.15, 3, [-0.2, 0, 0.2]),
    (-0.2...0.15, 5, [-0.2, -0.1, 0, 0.1, 0.2]),
    (-0.2...0.15, 8, [-0.2, -0.15, -0.1, -0.05, 0, 0.05, 0.1, 0.15]),
    (0...7.3, 3, [0, 4, 8]),
    (0...7.3, 5, [0, 2, 4, 6, 8]),
    (0...7.3, 8, [0, 1, 2, 3, 4, 5, 6, 7]),
    (1e-09...6.4e-09, 3, [0, 3e-09, 6e-09]),
    (1e-09...6.4e-09, 5, [1e-09, 2e-09, 3e-09, 4e-09, 5e-09, 6e-09]),
    (1e-09...6.4e-09, 8, [0, 1e-09, 2e-09, 3e-09, 4e-09, 5e-09, 6e-09]),
    (-250 ... -13, 3, [-200, -100, 0]),
    (-250 ... -13, 5, [-250, -200, -150, -100, -50, 0]),
    (-250 ... -13, 8, [-250, -200, -150, -100, -50, 0]),
    (0...99.9, 3, [0, 50, 100]),
    (0...99.9, 5, [0, 25, 50, 75, 100]),
    (0...99.9, 8, [0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100]),
    (2.2...1234, 3, [0, 400, 800, 1200]),
    (2.2...1234, 5, [0, 300, 600, 900, 1200]),
    (2.2...1234, 8, [0, 200, 400, 600, 800, 1000, 1200]),
    (-100_000...100_000, 3, [-100_000, 0, 100_000]),
    (-100_000...100_000, 5, [-100_000, -50000, 0, 50000, 100_000]),
    (-100_000...100_000, 8, [-100_000, -75000, -50000, -25000, 0, 25000, 50000, 75000, 100_000]),
    (17...23, 3, [17.5, 20, 22.5]),
    (17...23, 5, [17, 18, 19, 20, 21, 22, 23]),
    (17...23, 8, [17, 18, 19, 20, 21, 22, 23]),
    (0.999...1.0004, 3, [0.999, 0.9995, 1, 1.0005]),
    (0.999...1.0004, 5, [0.999, 0.9995, 1, 1.0005]),
    (0.999...1.0004, 8, [0.999, 0.9992, 0.9994, 0.9996, 0.9998, 1, 1.0002, 1.0004]),
    (-0.48...3.1, 3, [0, 1, 2, 3]),
    (-0.48...3.1, 5, [-1, 0, 1, 2, 3]),
    (-0.48...3.1, 8, [-0.5, 0, 0.5, 1, 1.5, 2, 2.5, 3]),
    (47_000_000_000...990_000_000_000, 3, [0, 500_000_000_000, 1_000_000_000_000]),
    (47_000_000_000...990_000_000_000, 5, [0, 250_000_000_000, 500_000_000_000, 750_000_000_000, 1_000_000_000_000]),
    (
      47_000_000_000...990_000_000_000, 8,
      [
        0, 100_000_000_000, 200_000_000_000, 300_000_000_000, 400_000_000_000, 500_000_000_000, 600_000_000_000,
        700_000_000_000, 800_000_000_000, 900_000_000_000, 1_000_000_000_000,
      ]
    ),
  ]

  @Test(arguments: published) func `ticks are those of another implementation`(
    _ range: ClosedRange<Double>, _ count: Int, _ expected: [Double]
  ) {
    let ticks = ExtendedTicks.search(range, count: count).map(\.value)
    #expect(ticks.count == expected.count)
    for (tick, value) in zip(ticks, expected) { #expect(abs(tick - value) <= 1e-12 * max(abs(value), 1e-12)) }
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

  @Test func `a few decades are labelled in full`() {
    let ticks = LogarithmicScale(1e-3...1e2).ticks(count: 8)
    #expect(ticks.major.map(\.label.text) == ["0.001", "0.01", "0.1", "1", "10", "100"])
    #expect(ticks.major.map(\.value) == [1e-3, 1e-2, 1e-1, 1, 10, 100])
    #expect(ticks.minor.count == 5 * 8)
  }

  @Test func `many decades are labelled at regular steps`() {
    let ticks = LogarithmicScale(1e-12...1e12).ticks(count: 5).major
    #expect(ticks.first?.label.runs.last?.rise ?? 0 > 0)
    let powers = ticks.map(\.label.text)
    #expect(powers == ["10−10", "10−5", "100", "105", "1010"])
  }

  @Test func `less than a decade is labelled at simple multiples`() {
    let ticks = LogarithmicScale(0.15...0.9).ticks(count: 4).major
    #expect(ticks.map(\.label.text) == ["0.2", "0.5"])
    #expect(LogarithmicScale(10...10.5).ticks(count: 4).major.count >= 2)
  }

  @Test func `a symmetric logarithmic axis has zero in its middle and powers of ten on both sides`() {
    let scale = SymmetricLogarithmicScale(-1000...1000, threshold: 1)
    #expect(scale.fraction(0) == 0.5 && scale.fraction(-1000) == 0 && scale.fraction(1000) == 1)
    #expect(abs((scale.fraction(7) ?? 0) + (scale.fraction(-7) ?? 0) - 1) < 1e-12)
    let labels = scale.ticks(count: 9).major.map(\.label.text)
    #expect(labels == ["−103", "−102", "−101", "−100", "0", "100", "101", "102", "103"])
    #expect(scale.ticks(count: 5).major.map(\.value).contains(0))
    let narrow = SymmetricLogarithmicScale(-2...3, threshold: 1).ticks(count: 5).major
    #expect(narrow.count >= 3 && narrow.map(\.value).contains(0))
  }

  @Test func `categories have places of equal width, the first of a vertical axis at the top`() {
    let names = ["a", "b", "c", "d"]
    #expect(CategoricalScale(names).fraction(0) == 0.125 && CategoricalScale(names).fraction(3) == 0.875)
    #expect(CategoricalScale(names, isReversed: true).fraction(0) == 0.875)
    #expect(CategoricalScale(names).ticks(count: 2).major.map(\.label.text) == ["a", "c"])
    #expect(CategoricalScale([]).fraction(0) == 0.5)
    for scale in [CategoricalScale(names), CategoricalScale(names, isReversed: true)] {
      let line = scale.affine.map { (2 - $0.origin) * $0.slope }
      #expect(abs((line ?? 0) - (scale.fraction(2) ?? 1)) < 1e-12)
    }
  }

  @Test func `a diverging colour has its centre in the middle, also of ratios`() {
    let linear = ColourScale(ColourAxis(kind: .diverging(centre: 0)), holding: Extent([-1, 4]))
    #expect(linear.ink(0) == .diverging(Ramp.last / 2) && linear.ink(4) == .diverging(Ramp.last))
    #expect(linear.ink(-1) == .diverging(Ramp.last * 3 / 8) && linear.ink(.nan) == nil)
    let ratio = ColourAxis(kind: .diverging(centre: 1), scale: .logarithmic)
    let ratios = ColourScale(ratio, holding: Extent([0.5, 4]))
    #expect(ratios.ink(1) == .diverging(Ramp.last / 2) && ratios.ink(0.25) == .diverging(0) && ratios.ink(0) == nil)
    let plain = ColourScale(ColourAxis(domain: 0...1), holding: Extent([5]))
    #expect(plain.ink(7) == .sequential(Ramp.last) && plain.ink(-3) == .sequential(0))
  }

  @Test func `positions run from 0 to 1 and non-positive values have none on decades`() {
    let linear = LinearScale(-2...6)
    #expect(linear.fraction(-2) == 0 && linear.fraction(6) == 1 && linear.fraction(2) == 0.5)
    let decades = LogarithmicScale(1...100)
    #expect(decades.fraction(10) == 0.5 && decades.fraction(0) == nil && decades.fraction(-1) == nil)
  }
}
