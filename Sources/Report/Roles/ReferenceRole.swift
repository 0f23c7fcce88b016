import Core

/// {ref}`label`: the name and number of what the label stands for, as a link.
struct ReferenceRole: Role {
  static let name = "ref"
  static let summary =
    "names and links a chapter, section, figure, table, listing, equation, statement, claim or experiment"
  static let example = "{ref}`learned-memory`"

  private let label: LabelMention

  init(_ call: RoleCall) { label = LabelMention(call) }

  var mention: String? { label.label }

  func check(in book: BookIndex) -> [Mistake] {
    label.problems(unlessAmong: book.targets.keys, "nothing is called")
  }

  func inlines(in index: BookIndex, _ results: Results) -> [Inline<Final>] {
    guard let target = index.targets[label.label] else { return [.code(label.label)] }
    return [.link(destination: "#\(target.anchor)", title: "", [.text(target.title)])]
  }
}
