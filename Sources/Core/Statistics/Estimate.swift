/// A number with its interval and the count of samples behind it.
package struct Estimate: Codable, Sendable, Equatable {
  package var value: Double
  /// Ends of the interval, both equal to `value` where the number is exact.
  package var lower: Double
  package var upper: Double
  /// How many samples, trials or seeds the number rests on.
  package var count: Int

  package init(_ value: Double, lower: Double? = nil, upper: Double? = nil, count: Int) {
    self.value = value
    self.lower = lower ?? value
    self.upper = upper ?? value
    self.count = count
  }
}
