import Book
import Document
import Results
import Settings
import Source

/// {value}`poly.longLagError[rescaled] %.1f%%`: a number of this build.
package struct ValueRole: Role {
  package static let name = "value"
  package static let summary =
    "writes a number of this build, the mean over its cells and seeds, with its uncertainty after ± and a unit"
  package static let example = "{value}`poly.longLagError[error: squared] %.1f%% ± sd`"

  private let number: CitedNumber

  package init(_ call: RoleCall) throws(SettingProblem) {
    number = try CitedNumber(parsing: call.text, base: call.textSpan.lowerBound)
  }

  package var inputs: Inputs { Inputs(results: number.sources) }

  package func check(in book: BookIndex) -> [Mistake] {
    number.check(among: book.offers).map { Mistake($0) }
  }

  package func inlines(in index: BookIndex, _ results: Results) -> [Inline<Final>] {
    [number.inline(from: results.datasets, targets: index.targets, in: index.language)]
  }
}
