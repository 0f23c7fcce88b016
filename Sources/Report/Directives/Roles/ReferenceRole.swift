import Book
import Document
import Source

/// {ref}`label`: the name and number of what the label stands for, as a link.
package struct ReferenceRole: Role {
  package static let name = "ref"
  package static let summary =
    "names and links a chapter, section, figure, table, listing, equation, statement, claim or experiment"
  package static let example = "{ref}`learned-memory`"

  private let label: LabelMention

  package init(_ call: RoleCall) { label = LabelMention(call) }

  package var mention: String? { label.label }

  package func check(in book: BookIndex) -> [Mistake] {
    label.problems(unlessAmong: book.targets.keys, "nothing is called")
  }

  package func inlines(in index: BookIndex, _ results: Results) -> [Inline<Final>] {
    guard let target = index.targets[label.label] else { return [.code(label.label)] }
    return [.link(destination: "#\(target.anchor)", title: "", [.text(target.title(in: index.language))])]
  }
}
