/// Equal steps for equal ratios far from zero and for equal differences near it, for values of either sign.
///
/// T(v) = sgn(v) log₁₀(1 + |v|/c) with the threshold c (Webber 2013).
package struct SymmetricLogarithmicScale: Scale {
  package let domain: ClosedRange<Double>
  package let threshold: Double
  private let low: Double
  private let high: Double

  package init(_ domain: ClosedRange<Double>, threshold: Double) {
    let usable = threshold.isFinite ? min(max(threshold, 1e-300), 1e300) : 1
    let limits = -Double.greatestFiniteMagnitude ... .greatestFiniteMagnitude
    self.init(
      low: Self.transform(domain.lowerBound.limited(to: limits, otherwise: -1), usable),
      high: Self.transform(domain.upperBound.limited(to: limits, otherwise: 1), usable), threshold: usable)
  }

  private init(low: Double, high: Double, threshold: Double) {
    let isNarrow = high - low < 1e-6
    self.low = isNarrow ? low - 0.3 : low
    self.high = isNarrow ? low + 0.3 : high
    self.threshold = threshold
    domain = Self.inverse(self.low, threshold)...Self.inverse(self.high, threshold)
  }

  init(holding extent: Extent, domain: ClosedRange<Double>?, padding: Padding, threshold: Double?) {
    let data = domain ?? extent.all ?? -1...1
    let largest = max(abs(data.lowerBound), abs(data.upperBound))
    let nearest = max(extent.smallest ?? largest, largest / 1e6, 1e-300)
    let chosen = threshold ?? Elementary.power(ofTen: Elementary.logarithm(ofTen: nearest).rounded(.down))
    let plain = SymmetricLogarithmicScale(data, threshold: chosen)
    if domain != nil {
      self = plain
      return
    }
    let span = plain.high - plain.low
    self.init(
      low: plain.low - span * padding.before, high: plain.high + span * padding.after, threshold: plain.threshold)
  }

  private static func transform(_ value: Double, _ threshold: Double) -> Double {
    let size = abs(value) / threshold
    let position =
      size.isFinite
      ? Elementary.logarithm(ofTen: 1 + size)
      : Elementary.logarithm(ofTen: abs(value)) - Elementary.logarithm(ofTen: threshold)
    return value < 0 ? -position : position
  }

  private static func inverse(_ position: Double, _ threshold: Double) -> Double {
    let size = min((Elementary.power(ofTen: abs(position)) - 1) * threshold, .greatestFiniteMagnitude)
    return position < 0 ? -size : size
  }

  package func fraction(_ value: Double) -> Double? {
    guard value.isFinite else { return nil }
    return (Self.transform(value, threshold) - low) / (high - low)
  }

  /// Zero and powers of ten on both sides of it, with all other multiples as minor ticks.
  package func ticks(count: Int) -> Ticks {
    let first = Int(Elementary.logarithm(ofTen: threshold).rounded(.up))
    let reach = max(abs(domain.lowerBound), abs(domain.upperBound))
    let last = Int(Elementary.logarithm(ofTen: max(reach, threshold)).rounded(.down))
    guard last > first else { return LinearScale(domain).ticks(count: count) }
    let sides = domain.lowerBound < 0 && domain.upperBound > 0 ? 2 : 1
    let wanted = max(1, count / sides)
    let skip = max(1, (last - first + wanted) / wanted)
    let labelled = Array(stride(from: last, through: first, by: -skip).reversed())
    func shown(_ value: Double) -> Bool { domain.contains(value) }
    let positive = labelled.map { Tick(value: Elementary.power(ofTen: Double($0)), label: Label(power: $0)) }
    let negative = positive.reversed().map { tick in
      Tick(value: -tick.value, label: Label(runs: [Label.Run(text: "\u{2212}")] + tick.label.runs))
    }
    let zero = Tick(value: 0, label: Label(plain: "0"))
    let major = (negative + [zero] + positive).filter { shown($0.value) }
    guard skip == 1 else {
      let others = (first...last).filter { !labelled.contains($0) }.map { Elementary.power(ofTen: Double($0)) }
      return Ticks(major: major, minor: (others.map { -$0 } + others).filter(shown))
    }
    let minor = (first...last).flatMap { power in (2...9).map { Double($0) * Elementary.power(ofTen: Double(power)) } }
    return Ticks(major: major, minor: (minor.map { -$0 } + minor).filter(shown))
  }
}
