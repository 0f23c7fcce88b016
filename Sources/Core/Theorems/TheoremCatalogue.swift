extension Catalogue where Element == any Theorem {
  /// Every theorem, one line each.
  package static let theorems = Catalogue("theorem", [])
}
