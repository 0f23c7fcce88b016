import Core

/// `{macros}`: macros for formulae; the chapter's reader takes them in.
struct MacrosDirective: Directive {
  static let name = "macros"
  static let summary =
    "gives names to parts of formulae, one a line; in index.md for the whole book, elsewhere for the chapter"
  static let example = #"""
    ```{macros}
    \RR: \mathbb{R}
    \norm: \left\lVert #1 \right\rVert
    ```

    For $x \in \RR$ the norm is $\norm{x}$.
    """#

  let call: DirectiveCall

  init(_ reading: DirectiveReading) {
    call = reading.call
    reading.finish(reading.settings())
  }

  func blocks(in context: CarryingOut) throws -> [Block<Final>] { [] }
}
