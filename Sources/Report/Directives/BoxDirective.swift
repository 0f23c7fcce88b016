import Basics
import Book
import Document
import Syntax

/// A kind of box beside the text, `{note}`.
package protocol BoxKind: Sendable, SendableMetatype {
  /// The author's word, `note`.
  static var name: String { get }
  /// One sentence for the reference, in lower case and without a full stop.
  static var summary: String { get }
}

package enum Note: BoxKind {
  package static let name = "note"
  package static let summary = "sets its body apart as a note"
}

package enum Tip: BoxKind {
  package static let name = "tip"
  package static let summary = "sets its body apart as advice"
}

package enum Warning: BoxKind {
  package static let name = "warning"
  package static let summary = "sets its body apart as a warning"
}

/// `{note}`, `{tip}` and `{warning}`: a box beside the text.
package struct BoxDirective<Kind: BoxKind>: Directive {
  package static var name: String { Kind.name }
  package static var summary: String { Kind.summary }
  package static var textOptions: Set<String> { ["title"] }
  package static var example: String {
    """
    ```{\(Kind.name)}
    title: on units

    All lags are in steps.
    ```
    """
  }

  package let call: DirectiveCall
  private let title: Template

  package init(_ reading: DirectiveReading) {
    call = reading.call
    let settings = reading.settings()
    title = reading.template("title", in: settings, help: "a title after its first word")
    reading.finish(settings)
  }

  package func blocks(in context: CarryingOut) throws -> [Block<Final>] {
    [
      context.box(
        Kind.name, title: Kind.name.capitalised, name: context.inlines(title), body: try context.blocks(call.body))
    ]
  }
}
