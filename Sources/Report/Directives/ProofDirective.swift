import Book
import Document
import Settings
import Source
import Syntax

/// `{proof}`: a proof, which a box closes.
package struct ProofDirective: Directive {
  package static let name = "proof"
  package static let summary = "proves a statement, named by 'of' or directly before it"
  package static let example = """
    ```{lemma} even

    The double of a whole number is even.
    ```

    ```{proof}
    of: even

    Two divides it.
    ```
    """

  package let call: DirectiveCall
  private let statement: Value

  package init(_ reading: DirectiveReading) {
    call = reading.call
    let settings = reading.settings()
    statement = settings.name("of", allowed: "the label of a statement", help: "the statement that is proved")
    reading.finish(settings)
  }

  private var label: String? { statement.head.flatMap { $0.isEmpty ? nil : $0 } }

  package func check(in index: BookIndex) -> [Mistake] {
    guard let label, index.targets[label] == nil else { return [] }
    return [
      Mistake(
        .unresolvedReference, "nothing is called '\(label)'",
        remedy: Suggestion.remedy(for: label, among: Array(index.targets.keys)), span: statement.span)
    ]
  }

  package func blocks(in context: CarryingOut) throws -> [Block<Final>] {
    let target = label.flatMap { context.target(of: $0) }
    let name: [Inline<Final>] =
      target.map {
        let title = $0.title(in: context.language)
        return [.text(context.language["of"] + " "), .link(destination: "#\($0.anchor)", title: "", [.text(title)])]
      } ?? []
    return [
      context.box(Self.name, title: "Proof", name: name, body: try context.blocks(call.body))
    ]
  }
}
