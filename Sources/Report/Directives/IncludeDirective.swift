import Book
import Document
import Syntax

/// `{include}`: the blocks of another file; the chapter's reader puts them in its place.
package struct IncludeDirective: Directive {
  package static let name = Inclusion.name
  package static let summary = "includes the text of another file of the project"
  package static let textOptions = Inclusion.textOptions
  package static let example = """
    ```{include}
    file: shared/notation.md
    ```
    """

  package let call: DirectiveCall

  package init(_ reading: DirectiveReading) {
    call = reading.call
    _ = Inclusion(reading)
  }

  package func blocks(in context: CarryingOut) throws -> [Block<Final>] { [] }
}
