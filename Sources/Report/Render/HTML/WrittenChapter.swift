import Basics
import Document

/// A chapter of a page as it was written, for other builds to put into theirs.
package struct WrittenChapter: Codable, Sendable {
  package var part: HTMLParts.Chapter
  var gathered: HTMLWriter.Gathered
  /// Stands for all that was written before it and tells in it.
  var trail: String
}

extension HTMLRenderer {
  /// The document as one page, with the chapters that were written for it, by id; of those that are `kept` the document needs no
  /// blocks. Nil where one of these stood behind others, so that its ids or its formulas would not be the same.
  package func page(
    of document: Document, kept: [String: WrittenChapter] = [:]
  ) throws -> (parts: HTMLParts, written: [String: WrittenChapter])? {
    var written: [String: WrittenChapter] = [:]
    do {
      let parts = try parts(of: document) { chapter, writer in
        let trail = writer.trail
        if let known = kept[chapter.id] {
          guard known.trail == trail else { throw Misfit() }
          try writer.take(known.gathered)
          return known.part
        }
        var part = HTMLParts.Chapter()
        let gathered = try writer.gathering { part = try $0.part(chapter, finish: compact) }
        written[chapter.id] = WrittenChapter(part: part, gathered: gathered, trail: trail)
        return part
      }
      return (parts, written)
    } catch is Misfit { return nil }
  }

  private struct Misfit: ExplainedError {
    var description: String { "the bytes are not those of a written chapter" }
  }
}
