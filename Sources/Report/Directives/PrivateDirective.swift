import Book
import Document
import Syntax

/// `{private}`: a note of the author's; the chapter's reader leaves it out.
package struct PrivateDirective: Directive {
  package static let name = ChapterReader.privateName
  package static let summary =
    "a note to authors: it is not read, and is in none of the files written"
  package static let example = """
    ```{private}
    Ask Ada whether the second reviewer saw this figure.
    ```
    """

  package let call: DirectiveCall

  package init(_ reading: DirectiveReading) {
    call = reading.call
    reading.finish(reading.settings())
  }

  package func blocks(in context: CarryingOut) throws -> [Block<Final>] { [] }
}
