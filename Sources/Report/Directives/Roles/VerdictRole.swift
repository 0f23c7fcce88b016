import Book
import Document
import Results
import Source
import Statistics

/// {verdict}`C1`: whether a theorem or a claim holds in this build.
package struct VerdictRole: Role {
  package static let name = "verdict"
  package static let summary = "writes whether a theorem or a claim holds, fails or is undecided"
  package static let example = "{verdict}`C1`"

  private let label: LabelMention

  package init(_ call: RoleCall) { label = LabelMention(call) }

  package var mention: String? { label.label }

  package var inputs: Inputs { Inputs(verdicts: [label.label]) }

  package func check(in book: BookIndex) -> [Mistake] {
    label.problems(unlessAmong: book.judged, "no theorem or claim is called")
  }

  package func inlines(in index: BookIndex, _ results: Results) -> [Inline<Final>] {
    [.verdict(results.findings.first { $0.id == label.label }?.verdict ?? .undecided)]
  }
}
