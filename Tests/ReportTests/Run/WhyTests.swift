import Foundation
import Testing

@testable import Basics
@testable import Book
@testable import Build
@testable import Command
@testable import Jobs
@testable import Mathematics
@testable import Reading
@testable import Source
@testable import Store

@Suite("Why results are computed or reused")
struct WhyTests {
  private func lines(_ word: String, in book: SmallBook) throws -> [String] {
    let store = Store(folder: URL(filePath: book.path("cache")))
    let read = try BookFolder(path: book.path("chapters"), profile: .quick).read(typesetter: Typesetter())
    return try WhyCommand.lines(for: word, of: read, in: store)
  }

  @Test func `is explained of claims, figures, theorems, values and labels of the text`() throws {
    let book = try SmallBook()
    let new = "to compute, since nothing like it was computed before"
    let six = "\(new): tiny: squared, seed 1; tiny: squared, seed 2; tiny: squared, seed 3; and 3 more"
    #expect(try lines("tiny", in: book) == [six])
    #expect(try lines("tiny.longLagError[rescaled]", in: book) == [six])
    #expect(try lines("memory", in: book) == ["'memory' rests on tiny", six])
    #expect(try lines("T", in: book) == ["\(new): T"])
    #expect(
      try lines("C", in: book) == [
        "'C' rests on no run and no check: bias is computed from settings alone, in each build"
      ])
    #expect(try lines("eq", in: book) == ["'eq' rests on no result: it is a heading or an equation"])
    for word in ["tinny", "tiny.longLagErrror", "tiny.longLagError[gru]"] {
      #expect(throws: UserError.self) { try lines(word, in: book) }
    }
  }

  @Test(arguments: [Data(), Data("half of an ent".utf8)]) func `a damaged result is not taken for a new seed`(
    content: Data
  ) throws {
    let book = try SmallBook()
    _ = try book.build()
    let store = Store(folder: URL(filePath: book.path("cache")))
    let jobs = try BookFolder(path: book.path("chapters"), profile: .quick).read(typesetter: Typesetter()).jobs
    let job = try #require(jobs.first { $0.seed == 3 })
    try content.write(to: store.file(for: store.key(of: job)))
    #expect(try lines("tiny", in: book).contains("to compute, since its stored result is damaged: \(job.title)"))
    let computed = try book.build().results.outcomes.values.filter { !$0.reused }
    #expect(computed.map(\.reason) == ["its stored result is damaged"])
  }
}
