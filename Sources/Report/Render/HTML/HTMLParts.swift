import Document

/// A page in parts: what stands before its chapters, each chapter, and what stands behind them.
package struct HTMLParts: Sendable, Equatable {
  package struct Chapter: Codable, Sendable, Equatable {
    /// The id in the page.
    package var id = ""
    package var html = ""
  }

  package var before: String
  package var chapters: [Chapter]
  package var after: String

  package init(before: String = "", chapters: [Chapter] = [], after: String = "") {
    self.before = before
    self.chapters = chapters
    self.after = after
  }

  package var text: String { pieces.joined() }

  /// The bytes of the text.
  package var utf8: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(pieces.reduce(0) { $0 + $1.utf8.count })
    for piece in pieces { bytes += piece.utf8 }
    return bytes
  }

  private var pieces: [String] { [before] + chapters.map(\.html) + [after] }
}

/// The chapters of a page as they were written last, for a preview, which writes the page again and again.
package final class WrittenChapters {
  private struct Written {
    var chapter: Document.Chapter
    var before: HTMLWriter
    var after: HTMLWriter
    var gathered: HTMLWriter.Gathered
    var part: HTMLParts.Chapter
  }

  private var known: [String: Written] = [:]
  /// The last page around them, with the writer behind its last chapter and the characters that it has fonts for.
  private var around: (writer: HTMLWriter, byline: Byline, characters: Set<Unicode.Scalar>, page: HTMLPage)?

  package init() {}

  /// The chapter as HTML, written where it, or anything before it that tells in it, is not as it was.
  func part(
    _ chapter: Document.Chapter, by writer: inout HTMLWriter, finish: (String) -> String
  ) throws -> HTMLParts.Chapter {
    if let written = known[chapter.id], written.before.writesLike(writer), written.chapter == chapter {
      writer = written.after.behind(writer, gathering: written.gathered)
      return written.part
    }
    let before = writer
    var part = HTMLParts.Chapter()
    let gathered = try writer.gathering { part = try $0.part(chapter, finish: finish) }
    // Of two writers alike the older is known to be like those behind the next chapters, without another look.
    if let written = known[chapter.id], written.after.writesLike(writer) {
      writer = written.after.behind(before, gathering: gathered)
    }
    known[chapter.id] = Written(chapter: chapter, before: before, after: writer, gathered: gathered, part: part)
    return part
  }

  /// The page around the chapters, made where a writer behind them tells what the last one did not.
  func page(
    titled title: String, _ byline: Byline, _ writer: HTMLWriter, _ characters: Set<Unicode.Scalar>,
    make: () throws -> HTMLPage
  ) rethrows -> HTMLPage {
    if let around, around.page.title == title, around.byline == byline, around.characters == characters,
      around.writer.writesLike(writer), around.writer.gathered == writer.gathered
    {
      return around.page
    }
    let page = try make()
    around = (writer, byline, characters, page)
    return page
  }
}

extension HTMLWriter {
  /// The chapter as a part of the page.
  mutating func part(_ chapter: Document.Chapter, finish: (String) -> String) throws -> HTMLParts.Chapter {
    let html = try captured { try $0.chapter(chapter) }
    return HTMLParts.Chapter(id: gathered.contents.last { $0.level == 1 }?.id ?? chapter.id, html: finish(html))
  }
}
