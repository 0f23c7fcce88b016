/// The numbers that a setting allows.
package struct Bounds<Number: Comparable & Sendable>: Sendable {
  let text: String
  let contains: @Sendable (Number) -> Bool

  /// How a message and the reference say what is allowed, "greater than 0".
  package var description: String { text }
}

extension Bounds where Number == Double {
  package static var any: Self { Bounds(text: "any number") { _ in true } }
  package static var positive: Self { Bounds(text: "a number greater than 0") { $0 > 0 } }
  package static var nonNegative: Self { Bounds(text: "a number of at least 0") { $0 >= 0 } }

  package static func range(_ range: ClosedRange<Double>) -> Self {
    Bounds(text: "a number from \(Value.text(of: range.lowerBound)) to \(Value.text(of: range.upperBound))") {
      range.contains($0)
    }
  }

  package static func openRange(_ low: Double, _ high: Double) -> Self {
    Bounds(text: "a number between \(Value.text(of: low)) and \(Value.text(of: high)), both excluded") {
      $0 > low && $0 < high
    }
  }
}

extension Bounds where Number == Int {
  package static func range(_ range: ClosedRange<Int>) -> Self {
    Bounds(text: "a whole number from \(range.lowerBound) to \(range.upperBound)") { range.contains($0) }
  }
}
