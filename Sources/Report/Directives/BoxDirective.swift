/// A kind of box beside the text, `{note}`.
protocol BoxKind: Sendable, SendableMetatype {
  /// The author's word, `note`.
  static var name: String { get }
  static var summary: String { get }
}

enum Note: BoxKind {
  static let name = "note"
  static let summary = "sets its body apart as a note"
}

enum Tip: BoxKind {
  static let name = "tip"
  static let summary = "sets its body apart as advice"
}

enum Warning: BoxKind {
  static let name = "warning"
  static let summary = "sets its body apart as a warning"
}

/// `{note}`, `{tip}` and `{warning}`: a box beside the text.
struct BoxDirective<Kind: BoxKind>: Directive {
  static var name: String { Kind.name }
  static var summary: String { Kind.summary }
  static var textOptions: Set<String> { ["title"] }
  static var example: String {
    """
    ```{\(Kind.name)}
    title: on units

    All lags are in steps.
    ```
    """
  }

  let call: DirectiveCall
  private let title: Template

  init(_ reading: DirectiveReading) {
    call = reading.call
    let settings = reading.settings()
    title = reading.template("title", in: settings, help: "what stands behind its first word")
    reading.finish(settings)
  }

  func blocks(in context: CarryingOut) throws -> [Block<Final>] {
    [
      .box(
        Box(
          kind: Kind.name, id: context.anchor, title: Kind.name.capitalised, name: context.inlines(title), verdict: nil,
          body: try context.blocks(call.body), details: nil))
    ]
  }
}
