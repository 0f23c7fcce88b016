import Settings

extension Catalogue where Element == any Theorem {
  /// Every theorem, one line each.
  package static let theorems = Catalogue(
    "theorem",
    [
      Entry(DecompositionTheorem.self) { $0 },
      Entry(BiasTheorem.self) { $0 },
      Entry(PerturbationTheorem.self) { $0 },
      Entry(RescalingTheorem.self) { $0 },
      Entry(GradientTheorem.self) { $0 },
      Entry(PriceTheorem.self) { $0 },
      Entry(ColourTheorem.self) { $0 },
      Entry(WarmUpTheorem.self) { $0 },
      Entry(PropertyTheorem.self) { $0 },
    ])
}
