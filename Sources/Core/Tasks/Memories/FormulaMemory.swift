import Numerics
import Settings

/// A memory function that a chapter writes down, a formula in `s`.
package struct FormulaMemory: MemoryFunction {
  package static let name = "formula"
  package static let summary = "memory given by a formula in s, written between quotes"

  private let formula: Expression<String>?

  package init(settings: Settings) {
    self.init(value: Value(.string("exp(-s)")), settings: settings)
  }

  /// Reads the formula between the quotes of `value`, and notes what is wrong with it.
  init(value: Value, settings: Settings) {
    formula = Expression(quoted: value, variables: ["s"], settings: settings)
  }

  package func callAsFunction(_ lag: Double) -> Double { formula?.evaluate { _ in lag } ?? 0 }
}
