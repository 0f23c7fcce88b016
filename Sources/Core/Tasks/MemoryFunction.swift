import Settings

/// The memory function ρ of a linear functional, y_t = Σ_s ρ(s Δt) x_{t-s}.
package protocol MemoryFunction: Catalogued, Sendable {
  /// ρ(lag), for a lag of at least 0 in units of time.
  func callAsFunction(_ lag: Double) -> Double
}

extension Catalogue where Element == any MemoryFunction {
  /// Every memory function, one line each.
  package static let memories = Catalogue(
    "memory function",
    [
      Entry(ExponentialMemory.self) { $0 },
      Entry(PolynomialMemory.self) { $0 },
      Entry(ShiftMemory.self) { $0 },
      Entry(TwoPartMemory.self) { $0 },
      Entry(AiryMemory.self) { $0 },
      Entry(SineMemory.self) { $0 },
    ],
    expression: { FormulaMemory(value: $0, settings: $1) })
}
