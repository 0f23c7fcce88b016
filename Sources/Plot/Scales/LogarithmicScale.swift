/// Equal steps for equal ratios; what is not above zero has no position.
package struct LogarithmicScale: Scale {
  package let domain: ClosedRange<Double>
  private let low: Double
  private let high: Double

  /// `domain` must be above zero; a part that is not is left out.
  package init(_ domain: ClosedRange<Double>) {
    let upper = domain.upperBound > 0 ? min(domain.upperBound, .greatestFiniteMagnitude) : 1
    let lower = domain.lowerBound > 0 ? domain.lowerBound : max(upper / 1000, .leastNormalMagnitude)
    self.init(low: Elementary.logarithm(ofTen: min(lower, upper)), high: Elementary.logarithm(ofTen: upper))
  }

  private init(low: Double, high: Double) {
    let (least, most) = (min(max(low, -307), 307.5), min(max(high, -307), 308.2))
    let isNarrow = most - least < 1e-3
    self.low = isNarrow ? least - 0.3 : least
    self.high = isNarrow ? least + 0.3 : most
    domain = Elementary.power(ofTen: self.low)...Elementary.power(ofTen: self.high)
  }

  /// The most by which the values on an axis differ; what is less than the greatest by more is cut off.
  static let longest = 1e10

  init(holding extent: Extent, domain: ClosedRange<Double>?, padding: Padding) {
    if let domain, domain.upperBound > 0 {
      let least = extent.positive?.lowerBound ?? domain.upperBound / 1000
      let lower = domain.lowerBound > 0 ? domain.lowerBound : min(least, domain.upperBound / 10)
      self.init(min(lower, domain.upperBound)...domain.upperBound)
      return
    }
    let data = extent.positive ?? 0.1...10
    let least = max(data.lowerBound, data.upperBound / Self.longest)
    let (low, high) = (Elementary.logarithm(ofTen: least), Elementary.logarithm(ofTen: data.upperBound))
    self.init(low: low - (high - low) * padding.before, high: high + (high - low) * padding.after)
  }

  package var isTotal: Bool { false }

  package func fraction(_ value: Double) -> Double? {
    guard value > 0, value.isFinite else { return nil }
    return (Elementary.logarithm(ofTen: value) - low) / (high - low)
  }

  package func ticks(count: Int) -> Ticks {
    let slack = (high - low) * 1e-9
    let decades = Array(
      stride(from: Int((low - slack).rounded(.up)), through: Int((high + slack).rounded(.down)), by: 1))
    if decades.count < 2 || decades.count == 2 && count >= 4 {
      if let ticks = fineTicks(count) { return ticks }
      if decades.count < 2 { return LinearScale(domain).ticks(count: count) }
    }
    let needed = (decades.count + count - 1) / max(1, count)
    let skip = [1, 2, 3, 5, 10, 20, 50, 100, 150, 200].first { $0 >= needed } ?? 300
    let labelled = decades.filter { $0 % skip == 0 }
    // A reader knows 0.01 and 100 at sight; beyond, powers of ten are shorter.
    let arePlain = labelled.allSatisfy((-3...4).contains)
    let major = labelled.map { decade in
      Tick(
        value: Elementary.power(ofTen: Double(decade)),
        label: arePlain ? DecimalNumber.labels([DecimalNumber(digits: 1, exponent: decade)])[0] : Label(power: decade))
    }
    let others = decades.count > 40 ? [] : decades.filter { $0 % skip != 0 }.map { Elementary.power(ofTen: Double($0)) }
    return Ticks(major: major, minor: skip == 1 ? multiples(Array(2...9)).map(\.value) : others)
  }

  /// Ticks at 1, 2 and 5 times powers of ten, or other such multiples, where there is room for them.
  private func fineTicks(_ count: Int) -> Ticks? {
    for factors in [[1, 2, 5], [1, 3], [1, 2, 3, 4, 5, 6, 8]] {
      let numbers = multiples(factors)
      guard numbers.count >= 2, numbers.count <= max(2, count + 1) else { continue }
      let labels = DecimalNumber.separateLabels(numbers)
      let taken = Set(numbers.map(\.value))
      let minor = multiples(Array(1...9)).map(\.value).filter { !taken.contains($0) }
      return Ticks(major: zip(numbers, labels).map { Tick(value: $0.value, label: $1) }, minor: minor)
    }
    return nil
  }

  /// The multiples of powers of ten by `factors` inside the domain, ascending.
  private func multiples(_ factors: [Int]) -> [DecimalNumber] {
    (Int(low.rounded(.down))...Int(high.rounded(.down))).flatMap { decade in
      factors.map { DecimalNumber(digits: $0, exponent: decade) }
    }.filter { number in
      guard let place = fraction(number.value) else { return false }
      return place >= -1e-9 && place <= 1 + 1e-9
    }
  }
}
