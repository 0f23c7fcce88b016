import Core

/// {verdict}`C1`: whether a theorem or a claim holds in this build.
struct VerdictRole: Role {
  static let name = "verdict"
  static let summary = "writes whether a theorem or a claim holds, fails or is undecided"
  static let example = "{verdict}`C1`"

  private let label: String
  private let span: Range<Int>

  init(_ call: RoleCall) throws(SettingProblem) {
    label = call.text.trimmed
    span = call.textSpan
  }

  func check(in book: BookIndex) -> [SettingProblem] {
    if book.judged.contains(label) { return [] }
    return [
      SettingProblem(
        "no theorem or claim is called '\(label)'", remedy: Suggestion.remedy(for: label, among: Array(book.judged)),
        span: span)
    ]
  }

  func inlines(in index: BookIndex, _ results: Results) -> [Inline<Final>] {
    results.findings.first { $0.id == label }.map { [.verdict($0.verdict)] } ?? [.verdict(.undecided)]
  }
}
