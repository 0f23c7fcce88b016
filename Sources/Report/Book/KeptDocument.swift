import Document
import Figures
import Jobs
import Results
import Source
import Synchronization
import Syntax

/// The document as it was made last, for a preview, which makes it again with each edit: what the edit does not touch is
/// taken over.
///
/// Equal files, equal settings and equal outcomes give equal results. With these a chapter that reads as before comes to the
/// same blocks, unless a number, label or work to which it refers has changed.
package final class KeptDocument {
  private struct Made {
    var reading: Int
    var book: Book
    var results: Results
    var document: Document?
  }

  private var last: Made?
  /// The document before, where its results are those of now.
  private var before: Made?
  let drawings = KeptDrawings()

  package init() {}

  /// The outcomes of the last book, where this one has the same jobs and none was missing.
  package func outcomes(of book: Book, reading: Int) -> [String: Outcome]? {
    guard let last, last.reading == reading, last.results.outdated.isEmpty, book.givesSameResults(as: last.book),
      !book.jobs.contains(where: { $0.surroundings != nil })
    else { return nil }
    return last.results.outcomes
  }

  /// What follows from the outcomes; from those that are not there yet, what followed from the last ones that were.
  ///
  /// `reading` changes when files that chapters name were read anew.
  package func results(of book: Book, outcomes: [String: Outcome], reading: Int) -> Results {
    before = nil
    if let last, last.reading == reading, book.givesSameResults(as: last.book), last.results.follow(from: outcomes) {
      before = last
    }
    let results = before?.results ?? Results(of: book.directives, outcomes: outcomes, before: last?.results)
    last = Made(reading: reading, book: book, results: results)
    return results
  }

  /// Notes what was made of the last results.
  package func keep(_ document: Document) {
    last?.document = document
    drawings.forgetUnused()
  }

  /// The chapters that need not be made again, by id.
  func chapters(of book: Book) -> [String: Document.Chapter] {
    guard let before, let document = before.document, book.refersLike(before.book) else { return [:] }
    let drafts = Dictionary(before.book.chapters.map { ($0.id, $0) }) { first, _ in first }
    return document.chapters.reduce(into: [:]) { kept, made in
      guard let draft = book.chapters.first(where: { $0.id == made.id }), let old = drafts[made.id],
        draft.file == old.file, draft.heading == old.heading, draft.blocks == old.blocks,
        book.number(of: draft) == made.number, book.numbers(in: draft) == before.book.numbers(in: old)
      else { return }
      kept[made.id] = made
    }
  }
}

/// Drawings that were read or made for the last document.
package final class KeptDrawings: Sendable {
  private struct Contents {
    /// Each with the document that asked for it last.
    var drawings: [String: (drawing: Drawing, asked: Int)] = [:]
    /// Counts the documents.
    var document = 0
  }

  /// For so many documents a drawing is kept that none of them asks for.
  private static let patience = 50

  private let contents = Mutex(Contents())

  /// The drawing with a key, from `make` where it is not known.
  func drawing(_ key: String, make: () throws -> Drawing) rethrows -> Drawing {
    let known = contents.withLock { $0.drawings[key]?.drawing }
    let drawing = try known ?? make()
    contents.withLock { $0.drawings[key] = (drawing, $0.document) }
    return drawing
  }

  fileprivate func forgetUnused() {
    contents.withLock { contents in
      contents.document += 1
      let first = contents.document - Self.patience
      contents.drawings = contents.drawings.filter { $0.value.asked >= first }
    }
  }
}

extension Book {
  /// Whether equal outcomes give the results that those of another book give.
  fileprivate func givesSameResults(as other: Book) -> Bool {
    hasSameSettings(as: other)
      && directives.elementsEqual(other.directives) { one, two in
        one.call.equations.elementsEqual(two.call.equations) { $0.text == $1.text }
      }
  }

  /// The numbers of what a chapter holds, in the order of the text.
  fileprivate func numbers(in chapter: Chapter) -> [Target?] {
    var numbers: [Target?] = []
    chapter.blocks.walk { item in
      switch item {
      case .heading(let heading): numbers.append(targets[Place(heading.file, heading.span)])
      case .equation(let equation):
        numbers.append(targets[Place(equation.math.file, equation.math.span)])
        numbers += equation.rows.map { targets[Place($0.file, $0.span)] }
      case .directive(let call): numbers.append(targets[Place(call.file, call.span)])
      case .formula, .role: break
      }
    }
    return numbers
  }
}

extension Results {
  /// Whether they were made of outcomes like these.
  fileprivate func follow(from others: [String: Outcome]) -> Bool {
    outcomes.count == others.count
      && others.allSatisfy { description, outcome in
        guard let own = outcomes[description] else { return false }
        return own.key == outcome.key && own.failure?.reason == outcome.failure?.reason
      }
  }
}
