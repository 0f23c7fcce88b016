import Core

/// The label that a role mentions, with its place.
struct LabelMention: Sendable {
  let label: String
  private let span: Range<Int>

  init(_ call: RoleCall) {
    label = call.text.trimmed
    span = call.textSpan
  }

  /// The mistake of mentioning what is not among `known`; `message` says what was looked for.
  func problems(unlessAmong known: some Collection<String>, _ message: String) -> [SettingProblem] {
    if known.contains(label) { return [] }
    return [
      SettingProblem(
        "\(message) '\(label)'", remedy: Suggestion.remedy(for: label, among: Array(known)), span: span)
    ]
  }
}
