import Book
import Document
import Syntax

/// `{macros}`: macros for formulae; the chapter's reader takes them in.
package struct MacrosDirective: Directive {
  package static let name = ChapterReader.macrosName
  package static let summary =
    "defines TeX macros, one a line; in index.md for the whole book, elsewhere for the chapter"
  package static let example = #"""
    ```{macros}
    \RR: \mathbb{R}
    \norm: \left\lVert #1 \right\rVert
    ```

    For $x \in \RR$ the norm is $\norm{x}$.
    """#

  package let call: DirectiveCall

  package init(_ reading: DirectiveReading) {
    call = reading.call
    reading.finish(reading.settings())
  }

  package func blocks(in context: CarryingOut) throws -> [Block<Final>] { [] }
}
