/// Equal steps for equal differences.
package struct LinearScale: Scale {
  package let domain: ClosedRange<Double>

  package let affine: Affine?

  /// Whether ticks stand at whole numbers only, as those of counts and lags.
  private var isWhole = false

  package init(_ domain: ClosedRange<Double>) {
    self.domain = Self.widened(domain)
    let (low, high) = (self.domain.lowerBound, self.domain.upperBound)
    affine = max(abs(low), abs(high)) < 1e150 ? Affine(origin: low, slope: 1 / (high - low)) : nil
  }

  init(holding extent: Extent, domain: ClosedRange<Double>?, padding: Padding, count: Int) {
    if let domain, domain.lowerBound.isFinite, domain.upperBound.isFinite {
      self.init(domain)
      isWhole = extent.isWhole && domain.upperBound - domain.lowerBound >= 2
      return
    }
    let data = Self.widened(extent.all ?? 0...1)
    func margin(_ share: Double) -> Double { data.upperBound * share - data.lowerBound * share }
    var low = max(data.lowerBound - margin(padding.before), -.greatestFiniteMagnitude)
    var high = min(data.upperBound + margin(padding.after), .greatestFiniteMagnitude)
    guard padding.reachesTicks else {
      self.init(low...high)
      isWhole = extent.isWhole && high - low >= 2
      return
    }
    let isWhole = extent.isWhole && data.upperBound - data.lowerBound >= 2
    let ticks = ExtendedTicks.search(data, count: count, whole: isWhole).map(\.value).filter(\.isFinite)
    let reach = margin(0.12)
    if let first = ticks.first, first < low, first >= data.lowerBound - reach { low = first }
    if let last = ticks.last, last > high, last <= data.upperBound + reach { high = last }
    self.init(low...high)
    self.isWhole = isWhole
  }

  package func fraction(_ value: Double) -> Double? {
    let span = domain.upperBound / 2 - domain.lowerBound / 2
    let result = (value / 2 - domain.lowerBound / 2) / span
    return result.isFinite ? result : nil
  }

  package func ticks(count: Int) -> Ticks {
    let numbers = ExtendedTicks.search(domain, count: count, inside: true, whole: isWhole)
    return Ticks(major: zip(numbers, DecimalNumber.labels(numbers)).map { Tick(value: $0.value, label: $1) })
  }

  /// The range, or one about it where it is too narrow for its labels to differ.
  private static func widened(_ range: ClosedRange<Double>) -> ClosedRange<Double> {
    let (low, high) = (range.lowerBound, range.upperBound)
    let size = max(abs(low), abs(high))
    if size < 1e-305 { return -1...1 }
    if high / 2 - low / 2 > size * 1e-6 { return range }
    let reach = size * 0.1
    return max(low - reach, -.greatestFiniteMagnitude)...min(high + reach, .greatestFiniteMagnitude)
  }
}
