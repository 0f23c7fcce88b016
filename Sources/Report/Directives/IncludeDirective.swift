/// `{include}`: the blocks of another file; the chapter's reader puts them in its place.
struct IncludeDirective: Directive {
  static let name = Inclusion.name
  static let summary = "puts the text of another file of the project in its place"
  static let textOptions = Inclusion.textOptions
  static let example = """
    ```{include}
    file: shared/notation.md
    ```
    """

  let call: DirectiveCall

  init(_ reading: DirectiveReading) {
    call = reading.call
    _ = Inclusion(reading)
  }

  func blocks(in context: CarryingOut) throws -> [Block<Final>] { [] }
}
