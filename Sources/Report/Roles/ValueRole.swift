import Core

/// {value}`poly.longLagError[rescaled] %.1f%%`: a number of this build.
struct ValueRole: Role {
  static let name = "value"
  static let summary =
    "writes a number of this build, the mean over its cells and seeds, with its uncertainty behind ±, and a unit"
  static let example = "{value}`poly.longLagError[error: squared] %.1f%% ± sd`"

  private let number: CitedNumber

  init(_ call: RoleCall) throws(SettingProblem) {
    number = try CitedNumber(parsing: call.text, base: call.textSpan.lowerBound)
  }

  func check(in book: BookIndex) -> [Mistake] {
    number.check(among: book.offers).map { Mistake(.unresolvedReference, $0) }
  }

  func inlines(in index: BookIndex, _ results: Results) -> [Inline<Final>] {
    [number.inline(from: results.datasets, targets: index.targets)]
  }
}
