import Foundation
import Testing

@testable import Files

@Suite("Digests of results")
struct DigestTests {
  private static let full = ["--profile", "full", "--format", "html"]

  /// A book that was built from whole results, and what was exported of them.
  private func exported() throws -> SmallBook {
    let book = try SmallBook()
    #expect(try Program.run(in: book, Self.full).code == 0)
    let answer = try Program.run(in: book, ["cache", "export", "there", "--digests", "--profile", "full"])
    #expect(answer.text == "exported 7 results to 'there'\n")
    return book
  }

  @Test func `are enough for the same report, and come in an archive`() throws {
    let book = try exported()
    let packed = ExternalProgram.run(["tar", "-cf", book.path("there.tar"), "-C", book.path("there"), "."])
    #expect(packed?.code == 0)
    let imported = try Program.run(in: book, ["cache", "import", "there.tar", "--cache", "other"])
    #expect(imported.text == "imported 7 results of 7\n")
    let built = try Program.run(in: book, Self.full + ["--cache", "other", "--output", "again"])
    #expect(built.text.contains("0 results computed, 7 reused"))
    #expect(try book.contents(of: "output") == book.contents(of: "again"))
    let (whole, digest) = (try size(book, ".report-cache/results"), try size(book, "there/digests"))
    #expect(digest < whole / 2, "\(digest) of \(whole) bytes")
  }

  @Test func `serve no figure of a curve that they lack, and no export of weights`() throws {
    let book = try exported()
    _ = try Program.run(in: book, ["cache", "import", "there", "--cache", "other"])
    let weights = try Program.run(in: book, ["export", "tiny", "--profile", "full", "--cache", "other"])
    #expect(weights.code == 0)
    #expect(try book.text("exported/tiny/numbers.csv").contains("longLagError"))
    try FileManager.default.removeItem(atPath: book.path("other/results"))
    let other = SmallBook.chapter.replacing("memory(of: tiny)", with: "training(of: tiny)")
    try book.write(other, to: "chapters/01-small.md")
    let drawn = try Program.run(in: book, Self.full + ["--cache", "other"])
    #expect(drawn.text.contains("7 results computed"))
  }

  @Test func `that are damaged are computed again`() throws {
    let book = try exported()
    _ = try Program.run(in: book, ["cache", "import", "there", "--cache", "other"])
    let key = try #require(try FileManager.default.contentsOfDirectory(atPath: book.path("other/digests")).first)
    try Data("rubbish".utf8).write(to: URL(filePath: book.path("other/digests/\(key)")))
    let text = try Program.run(in: book, Self.full + ["--cache", "other"]).text
    #expect(text.contains("1 result computed") && text.contains("6 reused"))
  }

  @Test func `an archive that is none is refused`() throws {
    let book = try SmallBook()
    try book.write("rubbish", to: "there.tar")
    let answer = try Program.run(in: book, ["cache", "import", "there.tar"])
    #expect(answer.code == 1 && answer.text.contains("cannot import 'there.tar': it is not a tar archive"))
  }

  private func size(_ book: SmallBook, _ folder: String) throws -> Int {
    try book.contents(of: folder).reduce(0) { $0 + $1.value.count }
  }
}
