import Core

/// {ref}`label`: the name and number of what the label stands for, as a link.
struct ReferenceRole: Role {
  static let name = "ref"
  static let summary = "names and links a section, figure, equation, theorem, claim or experiment"
  static let example = "{ref}`learned-memory`"

  private let mention: LabelMention

  init(_ call: RoleCall) { mention = LabelMention(call) }

  func check(in book: BookIndex) -> [SettingProblem] {
    mention.problems(unlessAmong: book.targets.keys, "nothing is called")
  }

  func inlines(in index: BookIndex, _ results: Results) -> [Inline<Final>] {
    guard let target = index.targets[mention.label] else { return [.code(mention.label)] }
    return [.link(destination: "#\(target.anchor)", title: "", [.text(target.title)])]
  }
}
