import Definitions
import Document
import Figures
import Jobs
import Results
import Source
import Store
import Synchronization
import Syntax

/// The document as it was made last, for a preview, which makes it again with each edit: what the edit does not touch is
/// taken over.
///
/// Equal files, equal settings and equal outcomes give equal results. With these a chapter that reads as before comes to the
/// same blocks, unless a number, label or work to which it refers has changed. A definition that no directive names tells only
/// in the chapters that do, so that its equations may change without the rest being made again.
package final class KeptDocument {
  private struct Made {
    var reading: Int
    var book: Book
    var results: Results
    var document: Document?
  }

  private var last: Made?
  /// The document before, where its results are those of now but for some definitions, whose labels come with it.
  private var before: (made: Made, changed: Set<String>)?
  let drawings = KeptDrawings()

  package init() {}

  /// The outcomes that the last book had of some jobs; none where files that chapters name were read anew since.
  package func outcomes(of jobs: [Job], reading: Int) -> [String: Outcome] {
    guard let last, last.reading == reading else { return [:] }
    return jobs.reduce(into: [:]) { outcomes, job in
      if job.surroundings == nil { outcomes[job.description] = last.results.outcomes[job.description] }
    }
  }

  /// What follows from the outcomes; from those that are not there yet, what followed from the last ones that were.
  ///
  /// `reading` changes when files that chapters name were read anew.
  package func results(
    of book: Book, outcomes: [String: Outcome], reading: Int, store: Store? = nil
  ) -> Results {
    before = nil
    if let last, last.reading == reading {
      let changed = book.definitions(changedSince: last.book, by: last.results.outcomes(otherThan: outcomes))
      before = changed.map { (last, $0) }
    }
    let same = before.flatMap { $0.changed.isEmpty ? $0.made.results : nil }
    let results = same ?? Results(of: book.directives, outcomes: outcomes, before: last?.results, store: store)
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
    guard let (before, changed) = before, let document = before.document, book.refersLike(before.book) else {
      return [:]
    }
    let drafts = Dictionary(before.book.chapters.map { ($0.id, $0) }) { first, _ in first }
    return document.chapters.reduce(into: [:]) { kept, made in
      guard let draft = book.chapters.first(where: { $0.id == made.id }), let old = drafts[made.id],
        !draft.blocks.show(changed), draft.file == old.file, draft.heading == old.heading, draft.blocks == old.blocks,
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
  /// The labels of the definitions whose equations, or outcomes of their jobs, are not those of another book; nil where
  /// anything else that results follow from differs, or a directive names one of them.
  fileprivate func definitions(changedSince other: Book, by outcomes: Set<String>) -> Set<String>? {
    guard hasSameSettings(as: other) else { return nil }
    var changed: Set<String> = []
    for (now, before) in zip(directives, other.directives) {
      let hasSameEquations = now.call.equations.elementsEqual(before.call.equations) { $0.text == $1.text }
      let hasSameOutcomes =
        outcomes.isEmpty || !(now.jobs + before.jobs).contains { outcomes.contains($0.description) }
      if hasSameEquations, hasSameOutcomes { continue }
      guard let label = now.call.label, !now.call.equations.isEmpty, !now.isJudged else { return nil }
      changed.insert(label)
    }
    if changed.isEmpty { return outcomes.isEmpty ? [] : nil }
    return names(changed.union(changed.map(BookFunctions.name)), besides: changed) ? nil : changed
  }

  /// The numbers of what a chapter holds, in the order of the text.
  func numbers(in chapter: Chapter) -> [Target?] {
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

extension [Block<Draft>] {
  /// Whether a directive in them has one of some labels, or a role names one.
  fileprivate func show(_ labels: Set<String>) -> Bool {
    if labels.isEmpty { return false }
    var isShown = false
    walk { item in
      switch item {
      case .directive(let call): isShown = isShown || labels.contains(call.label ?? "")
      case .role(let call): isShown = isShown || labels.contains(where: call.text.contains)
      case .heading, .equation, .formula: break
      }
    }
    return isShown
  }
}

extension Results {
  /// The descriptions of jobs whose outcomes are not those that they were made of.
  fileprivate func outcomes(otherThan others: [String: Outcome]) -> Set<String> {
    let changed = others.filter { description, outcome in
      guard let own = outcomes[description] else { return true }
      return own.key != outcome.key || own.failure?.reason != outcome.failure?.reason
    }
    return Set(changed.keys).union(outcomes.keys.filter { others[$0] == nil })
  }
}
