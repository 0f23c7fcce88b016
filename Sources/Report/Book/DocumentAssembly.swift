import Basics
import Document
import Results
import Store
import Syntax

extension Document {
  /// The report of a book whose results are there; drawings are taken from `store` where it has them, and what an earlier
  /// document had from `kept`. Chapters whose ids are in `skipped` come without their blocks.
  package init(
    _ book: Book, results: Results, provenance made: Provenance, request: BuildRequest, store: Store? = nil,
    kept: KeptDocument? = nil, skipped: Set<String> = []
  ) throws {
    let resolver = Resolver(book, results: results, store: store, request: request, drawings: kept?.drawings)
    let known = kept?.chapters(of: book) ?? [:]
    let title = book.preface?.title.map { resolver.inlines($0).plainText } ?? book.index.language["Report"]
    // Drawing is most of the work, and no block waits for another.
    let preface = book.preface?.blocks ?? []
    let drafts = book.chapters.map { known[$0.id] == nil && !skipped.contains($0.id) ? $0.blocks : [] }
    var blocks = try (preface + drafts.joined()).concurrentMap { try resolver.blocks([$0]) }[...]
    let abstract = Array(blocks.prefix(preface.count).joined()).gatheringResults
    blocks = blocks.dropFirst(preface.count)
    // The first thing a reviewer looks for: each statement with its verdict and the number it rests on.
    let language = book.index.language
    let summary =
      results.holeNote(in: language) + abstract + (book.prefaceListsClaims ? [] : resolver.table(of: results.findings))
    let chapters = zip(book.chapters, drafts).map { chapter, draft in
      let own = blocks.prefix(draft.count)
      blocks = blocks.dropFirst(draft.count)
      return known[chapter.id]
        ?? Chapter(
          id: chapter.id, number: book.number(of: chapter),
          title: chapter.title.map(resolver.inlines) ?? [.text(chapter.id)],
          blocks: Array(own.joined()).gatheringResults)
    }
    self.init(
      title: title, byline: book.preface?.settings.byline ?? Byline(), summary: summary,
      run: RunFacts(results, provenance: made, request: request, in: language).facts,
      chapters: chapters, provenance: made.facts(in: language))
  }
}
