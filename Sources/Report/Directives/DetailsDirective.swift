/// `{details}`: what is folded away until the reader asks for it.
struct DetailsDirective: Directive {
  static let name = "details"
  static let summary = "folds its body away until the reader asks for it; on paper it is shown"
  static let textOptions: Set<String> = ["title"]
  static let example = """
    ```{details}
    title: The derivation

    Sum by parts.
    ```
    """

  let call: DirectiveCall
  private let title: Template

  init(_ reading: DirectiveReading) {
    call = reading.call
    let settings = reading.settings()
    title = reading.template(
      "title", in: settings, required: true, example: "The derivation", help: "the line that stays")
    reading.finish(settings)
  }

  func blocks(in context: CarryingOut) throws -> [Block<Final>] {
    [.details(Details(id: context.anchor, summary: context.inlines(title), content: try context.blocks(call.body)))]
  }
}
