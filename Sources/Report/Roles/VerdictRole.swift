import Core

/// {verdict}`C1`: whether a theorem or a claim holds in this build.
struct VerdictRole: Role {
  static let name = "verdict"
  static let summary = "writes whether a theorem or a claim holds, fails or is undecided"
  static let example = "{verdict}`C1`"

  private let mention: LabelMention

  init(_ call: RoleCall) { mention = LabelMention(call) }

  func check(in book: BookIndex) -> [SettingProblem] {
    mention.problems(unlessAmong: book.judged, "no theorem or claim is called")
  }

  func inlines(in index: BookIndex, _ results: Results) -> [Inline<Final>] {
    [.verdict(results.findings.first { $0.id == mention.label }?.verdict ?? .undecided)]
  }
}
