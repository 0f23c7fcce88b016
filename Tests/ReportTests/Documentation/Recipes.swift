@testable import Book
@testable import Document
@testable import Settings
@testable import Syntax
@testable import Tasks

// The recipes of docs/recipes.md, compiled; a test holds the page to this text.

// recipe: memory
/// A memory that is flat up to a lag and gone beyond it.
struct Plateau: MemoryFunction {
  static let name = "plateau"
  static let summary = "1 up to a lag and 0 beyond it"

  private let end: Double

  init(settings: Settings) {
    end = settings.number("end", default: 10, .positive, help: "the last lag that is remembered")
  }

  func callAsFunction(_ lag: Double) -> Double { lag <= end ? 1 : 0 }
}
// end

// recipe: directive
/// `{shout}`: its body in bold.
struct ShoutDirective: Directive {
  static let name = "shout"
  static let summary = "shows its body in a box of its own"
  static let example = "```{shout}\n\nStop.\n```"

  let call: DirectiveCall

  init(_ reading: DirectiveReading) {
    call = reading.call
    reading.finish(reading.settings())
  }

  func blocks(in context: CarryingOut) throws -> [Block<Final>] { [.quote(try context.blocks(call.body))] }
}
// end
