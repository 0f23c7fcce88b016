import Foundation
import Numerics
import Testing

@testable import Build

@Suite("Kept chapters")
struct KeptChaptersTests {
  private func book() throws -> SmallBook {
    let book = try SmallBook([
      "index.md": "# A book\n\nThe claim {verdict}`C`, with $z$.\n",
      "01-small.md": SmallBook.chapter,
      "02-other.md":
        "# Other\n\nWith $a$ and {ref}`memory`, {value}`tiny.seeds %d`.\n\n```{include}\nfile: ../shared/_part.md\n```\n",
      "03-last.md":
        "# Last\n\nThe end, $b^2$, {verdict}`C`.[^n]\n\n```{include}\nfile: 04-more.md\n```\n\n[^n]: A note.\n",
      "04-more.md": "# More\n\nAs said.\n",
    ])
    try book.write("An included $c$.\n", to: "shared/_part.md")
    return book
  }

  /// Each turns one text into the other, whichever is there.
  private static let edits: [(file: String, one: String, other: String)] = [
    ("chapters/02-other.md", "With $", "Without $"), ("chapters/02-other.md", "$a$", "$a$, $\\mathbf{d}_1$"),
    ("chapters/02-other.md", "# Other", "# Other title"), ("shared/_part.md", "included", "other"),
    ("chapters/02-other.md", "\n\n```", "\n\n## A part\n\n```"),
    ("chapters/03-last.md", "The end", "## A part\n\nAt last"),
    ("chapters/03-last.md", "A note", "A long note"), ("chapters/04-more.md", "As said", "As was said"),
    ("chapters/01-small.md", "Weights that grow look", "Growing weights look"),
    ("chapters/01-small.md", "alt: Two falling curves.", "alt: Two curves that fall."),
    ("chapters/01-small.md", "seeds: 1...3", "seeds: 1...4"), ("chapters/01-small.md", "It has", "It has $e^{x}$,"),
    ("chapters/index.md", "# A book", "# Another book"), ("chapters/index.md", "$z$", "$\\hat z$"),
  ]

  @Test(arguments: [1, 2] as [UInt64])
  func `after edits in any order a book is byte for byte the one built from nothing`(seed: UInt64) throws {
    let book = try book()
    _ = try book.build()
    var generator = Generator(seed: seed, stream: "edits")
    for number in 1...8 {
      let edit = Self.edits[generator.count(in: 0...Self.edits.count - 1)]
      let text = try book.text(edit.file)
      let edited =
        text.contains(edit.other)
        ? text.replacing(edit.other, with: edit.one) : text.replacing(edit.one, with: edit.other)
      try #require(edited != text)
      try book.write(edited, to: edit.file)
      _ = try book.build()
      _ = try book.build(output: "fresh-\(number)", cache: "cache-\(number)")
      #expect(
        try book.contents(of: "output") == book.contents(of: "fresh-\(number)"), "edit \(number), \(edit.other)")
    }
  }

  /// The entries of the cache that hold a chapter, by the chapter's name.
  private func kept(in book: SmallBook) throws -> [String: Data] {
    let entries = try book.contents(of: "cache/builds").values.compactMap { data -> (String, Data)? in
      let head = String(decoding: data.prefix(200), as: UTF8.self)
      return head.firstMatch(of: /chapter '([^']*)' of a page/).map { (String($0.1), data) }
    }
    return Dictionary(entries) { $1 }
  }

  @Test func `an edit of a sentence writes its chapter alone`() throws {
    let book = try book()
    _ = try book.build()
    let before = try kept(in: book)
    #expect(before.keys.sorted() == ["01-small", "02-other", "03-last", "04-more"])
    try book.write(try book.text("chapters/02-other.md").replacing("With", with: "Without"), to: "chapters/02-other.md")
    _ = try book.build()
    let after = try kept(in: book)
    #expect(before.keys.filter { before[$0] != after[$0] } == ["02-other"])
  }

  @Test func `a chapter is made again where a file of its figures is gone`() throws {
    let book = try book()
    _ = try book.build()
    let before = try book.contents(of: "output")
    try FileManager.default.removeItem(atPath: book.path("output/figures/memory.svg"))
    _ = try book.build()
    #expect(try book.contents(of: "output") == before)
  }
}
