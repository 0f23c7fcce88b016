import Core

/// {verdict}`C1`: whether a theorem or a claim holds in this build.
struct VerdictRole: Role {
  static let name = "verdict"
  static let summary = "writes whether a theorem or a claim holds, fails or is undecided"
  static let example = "{verdict}`C1`"

  private let label: LabelMention

  init(_ call: RoleCall) { label = LabelMention(call) }

  var mention: String? { label.label }

  func check(in book: BookIndex) -> [Mistake] {
    label.problems(unlessAmong: book.judged, "no theorem or claim is called")
  }

  func inlines(in index: BookIndex, _ results: Results) -> [Inline<Final>] {
    [.verdict(results.findings.first { $0.id == label.label }?.verdict ?? .undecided)]
  }
}
