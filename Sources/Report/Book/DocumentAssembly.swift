import Basics
import Document
import Results
import Store
import Syntax

extension Document {
  /// The report of a book whose results are there; drawings are taken from `store` where it has them.
  package init(_ book: Book, results: Results, provenance made: Provenance, request: BuildRequest, store: Store? = nil)
    throws
  {
    let resolver = Resolver(book, results: results, store: store, request: request)
    let title = book.preface?.title.map { resolver.inlines($0).plainText } ?? "Report"
    let abstract = try book.preface.map { try resolver.blocks($0.blocks).gatheringResults } ?? []
    // The first thing a reviewer looks for: each statement with its verdict and the number it rests on.
    let summary = results.holeNote + abstract + (book.prefaceListsClaims ? [] : resolver.table(of: results.findings))
    // Drawing is most of the work, and no chapter waits for another.
    let chapters = try book.chapters.concurrentMap { chapter in
      Chapter(
        id: chapter.id, number: book.number(of: chapter),
        title: chapter.title.map(resolver.inlines) ?? [.text(chapter.id)],
        blocks: try resolver.blocks(chapter.blocks).gatheringResults)
    }
    self.init(
      title: title, byline: book.preface?.settings.byline ?? Byline(), summary: summary,
      run: RunFacts(results, provenance: made, request: request).facts,
      chapters: chapters, provenance: made.facts)
  }
}
