import Basics
import Book
import Build
import Code
import Document
import Files
import Foundation
import Jobs
import Mathematics
import Plot
import Reading
import Render
import Results
import Source
import Store

/// The report as it is while its author writes: read again with each change of a file, with results of before where new ones are
/// still to come.
package final class Preview {
  package let board = PreviewBoard()
  private let folder: BookFolder
  private let store: Store
  private let typesetter: Typesetter
  private let known: KnownResults
  private let runner: Runner
  private let work: PreviewWork
  private let provenance: Provenance
  private let renderer: HTMLRenderer
  private let written = WrittenChapters()
  private let kept = KeptDocument()
  private var watch: FileWatch
  /// Outcomes that no store keeps: those of jobs that failed.
  private var failures: [String: Outcome] = [:]

  /// `warn` is told what the person at the terminal should know.
  ///
  /// - Throws: `PlaceProblem` where the cache is not a folder of results, `WriteProblem` where results cannot be kept there.
  package init(
    of folder: BookFolder, cache: String, code: CodeTable, workers: Int, warn: @escaping @Sendable (String) -> Void
  ) throws {
    self.folder = folder
    let progress = PreviewProgress(board, warn: warn)
    store = Store(folder: URL(filePath: cache), code: code) { progress.warn($0) }
    try store.requireRoom()
    typesetter = Typesetter(store: store)
    renderer = HTMLRenderer(typesetter: typesetter, extraCSS: Theme.css)
    known = KnownResults(of: folder.path, folder.profile, in: store)
    runner = Runner(store: store, workers: workers, progress: progress, known: known)
    work = PreviewWork(runner)
    provenance = Provenance(CommitQuestion(of: folder.path), compiler: code.compiler)
    watch = FileWatch(folder)
  }

  /// Makes the page again where a file changed or results came; the whole answer to both.
  package func refreshIfNeeded() {
    let news = work.news
    for (description, outcome) in news ?? [:] where outcome.failure != nil { failures[description] = outcome }
    if news != nil || watch.hasChanged { refresh() }
  }

  /// Stops what is in work, which keeps its state.
  package func stop() {
    work.stop()
    known.save()
  }

  private func refresh() {
    let sightings = Sightings()
    var folder = folder
    folder.sightings = sightings
    watch.look()
    do {
      let (book, diagnostics) = try folder.diagnosed(typesetter: typesetter)
      watch.add(sightings.all.keys)
      let messages = DiagnosticPrinter().text(diagnostics)
      if diagnostics.contains(where: { $0.severity == .error }) {
        board.update { ($0.messages, $0.isOld) = (messages, true) }
      } else {
        try show(book, messages: messages)
      }
    } catch {
      board.update { ($0.messages, $0.isOld) = (Self.text(of: error), true) }
    }
  }

  private static func text(of error: any Error) -> String {
    if let diagnostic = error as? Diagnostic { return DiagnosticPrinter().text([diagnostic]) }
    return "error: \(ErrorText.of(error))\n"
  }

  /// What the store has, with the failures of this preview, and the jobs of which there is nothing.
  private func stored(_ jobs: [Job]) -> (outcomes: [String: Outcome], missing: [Job]) {
    var (outcomes, missing) = runner.stored(jobs, damage: "is computed again")
    outcomes.merge(failures) { stored, _ in stored }
    missing.removeAll { outcomes[$0.description] != nil }
    return (outcomes, missing)
  }

  private func show(_ book: Book, messages: String) throws {
    let before = kept.outcomes(of: book.jobs, reading: folder.reading)
    let (found, missing) = stored(book.jobs.filter { before[$0.description] == nil })
    let outcomes = before.merging(found) { $1 }
    // The page comes first, for it takes all cores.
    work.stop(unless: missing)
    defer { work.compute(missing) }
    let results = kept.results(of: book, outcomes: outcomes, reading: folder.reading, store: store)
    let document = try Document(
      book, results: results, provenance: provenance, request: folder.request, store: store, kept: kept)
    kept.keep(document)
    let page = try renderer.parts(of: document, written: written)
    let stale = book.places(restingOn: results.outdated)
    board.show(page, document.files) { state in
      (state.messages, state.isOld, state.stale) = (messages, false, stale)
      if missing.isEmpty { state.work = "" }
    }
    if missing.isEmpty { known.save() }
    store.note(uses: outcomes.values.filter { $0.failure == nil }.map(\.key), by: folder.path)
  }
}
