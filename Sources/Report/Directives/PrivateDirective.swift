import Core

/// `{private}`: a note of the author's; the chapter's reader leaves it out.
struct PrivateDirective: Directive {
  static let name = "private"
  static let summary =
    "keeps a note out of the report: its text is not even read, and stands in none of the files written"
  static let example = """
    ```{private}
    Ask Ada whether the second reviewer saw this figure.
    ```
    """

  let call: DirectiveCall

  init(_ reading: DirectiveReading) {
    call = reading.call
    reading.finish(reading.settings())
  }

  func blocks(in context: CarryingOut) throws -> [Block<Final>] { [] }
}
