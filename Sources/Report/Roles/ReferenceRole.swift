import Core

/// {ref}`label`: the name and number of what the label stands for, as a link.
struct ReferenceRole: Role {
  static let name = "ref"
  static let summary = "names and links a section, figure, equation, theorem, claim or experiment"
  static let example = "{ref}`learned-memory`"

  private let label: String
  private let span: Range<Int>

  init(_ call: RoleCall) throws(SettingProblem) {
    label = call.text.trimmed
    span = call.textSpan
  }

  func check(in book: BookIndex) -> [SettingProblem] {
    if book.targets[label] != nil { return [] }
    return [
      SettingProblem(
        "nothing is called '\(label)'", remedy: Suggestion.remedy(for: label, among: Array(book.targets.keys)),
        span: span)
    ]
  }

  func inlines(in index: BookIndex, _ results: Results) -> [Inline<Final>] {
    guard let target = index.targets[label] else { return [.code(label)] }
    return [.link(destination: "#\(target.anchor)", title: "", [.text(target.title)])]
  }
}
