import Book
import Document
import Syntax

/// `{details}`: what is folded away until the reader asks for it.
package struct DetailsDirective: Directive {
  package static let name = "details"
  package static let summary = "folds its body away until the reader opens it; on paper it is shown"
  package static let textOptions: Set<String> = ["title"]
  package static let example = """
    ```{details}
    title: The derivation

    Sum by parts.
    ```
    """

  package let call: DirectiveCall
  private let title: Template

  package init(_ reading: DirectiveReading) {
    call = reading.call
    let settings = reading.settings()
    title = reading.template(
      "title", in: settings, required: true, example: "The derivation", help: "the line that is always shown")
    reading.finish(settings)
  }

  package func blocks(in context: CarryingOut) throws -> [Block<Final>] {
    [.details(Details(id: context.anchor, summary: context.inlines(title), content: try context.blocks(call.body)))]
  }
}
