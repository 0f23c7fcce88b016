import Basics
import Book
import Checksums
import Code
import Directives
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
import Synchronization

/// One build, from the chapters to the files of the report.
package struct ReportBuild {
  package var folder: BookFolder
  package var output: String
  package var cache: String
  /// How many jobs run at the same time.
  package var workers: Int
  package var formats: Set<OutputFormat>
  /// Whether what is missing is shown as a hole rather than computed.
  package var onlyStored: Bool
  /// Whether the user asked for the formats, so that one which cannot be written is an error.
  package var insistsOnFormats: Bool
  /// Whether files of the user's that are in the way are renamed.
  package var isForced: Bool
  /// The code of this program.
  package var code: CodeTable
  /// Told the warnings about the chapters, as they are shown.
  package var tell: @Sendable (String) -> Void
  /// Whether they are in colour.
  package var hasColour: Bool
  /// Told how long each stage takes.
  package var timings = StageTimings()

  package init(
    folder: BookFolder, output: String, cache: String, workers: Int, formats: Set<OutputFormat> = [.html, .pdf],
    onlyStored: Bool = false, insistsOnFormats: Bool = false, isForced: Bool = false, code: CodeTable,
    tell: @escaping @Sendable (String) -> Void = { _ in }, hasColour: Bool = false
  ) {
    self.folder = folder
    self.output = output
    self.cache = cache
    self.workers = workers
    self.formats = formats
    self.onlyStored = onlyStored
    self.insistsOnFormats = insistsOnFormats
    self.isForced = isForced
    self.code = code
    self.tell = tell
    self.hasColour = hasColour
  }

  package struct Finished {
    package var manifest: Manifest
    var results: Results
    var summary: BuildSummary
  }

  /// The summary of the previous build if nothing changed, or else of a build that is made now.
  package func runUnlessDone(progress: any ProgressReporter) throws -> BuildSummary {
    let progress = WarningCounter(progress)
    let store = Store(folder: URL(filePath: cache), code: code) { progress.warn($0) }
    let commit = CommitQuestion(of: folder.path)
    guard let stamp = unchanged(in: store, commit: commit) else {
      return try run(in: store, commit: commit, progress: progress).summary
    }
    OwnedFolder(output).clean(Array(stamp.outputs.keys))
    tell(stamp.warnings)
    progress.report(.planned([], reused: stamp.results.count))
    progress.report(.ended)
    return stamp.summary.repeated
  }

  /// - Throws: `ChapterErrors` when the chapters have errors, before anything runs and with the output as it was.
  package func run(progress: any ProgressReporter) throws -> Finished {
    let progress = WarningCounter(progress)
    let store = Store(folder: URL(filePath: cache), code: code) { progress.warn($0) }
    return try run(in: store, commit: CommitQuestion(of: folder.path), progress: progress)
  }

  private func run(in store: Store, commit: CommitQuestion, progress: WarningCounter) throws -> Finished {
    try OutputPlace.check(output: output, chapters: folder.path, cache: cache)
    try store.admit()
    let sightings = Sightings()
    var folder = folder
    folder.sightings = sightings
    let typesetter = Typesetter(store: store)
    let output = OwnedFolder(output)
    // All of it is needed once the chapters are read, and rests on nothing in them.
    let preparation = Beside { [path = folder.path, profile = folder.profile] in
      output.look()
      HTMLRenderer.prepare()
      return KnownResults(of: path, profile, in: store)
    }
    let (book, diagnostics) = try timings.measure("read and check the chapters") {
      try folder.diagnosed(typesetter: typesetter)
    }
    try ChapterErrors.check(diagnostics)
    let warnings = DiagnosticPrinter(colour: hasColour).text(diagnostics)
    tell(warnings)
    let known = try preparation.value() ?? KnownResults(of: folder.path, folder.profile, in: store)
    try output.admit(paths(of: book), isForced: isForced)
    if insistsOnFormats, formats.contains(.pdf), PDFPrinter().program == nil { throw PDFProblem.missing }
    let runner = Runner(
      store: store, workers: workers, progress: progress, known: known,
      drawn: OnDemand { [graph = book.graph] in graph.drawnCurves })
    let provenance = Provenance(commit, compiler: code.compiler)
    func make() throws -> Made { try self.make(book, runner, provenance, from: sightings, in: output) }
    var made = try make()
    store.note(uses: made.results.outcomes.values.filter { $0.failure == nil }.map(\.key), by: folder.path)
    let losses = store.losses.taken()
    if !losses.isEmpty {
      progress.warn("\(Words.count(losses.count, "stored result")) can no longer be read and is computed again")
      known.distrust()
      made = try make()
    }
    let results = made.results
    var manifest = Manifest(
      made.document, results: results, request: request(for: results), formats: formats, provenance: provenance,
      sources: folder.sources(in: sightings), keptFigures: made.kept.mapValues(\.figures))
    let description = Beside { [manifest] in try OutputFile(manifest) }
    if let problem = EmbeddedFonts.problem { progress.warn(problem) }
    let renderer = HTMLRenderer(typesetter: typesetter, extraCSS: Theme.css)
    var reports: [OutputFile] = []
    let printProblem =
      try formats.contains(.pdf)
      ? timings.measure("print the PDF") { try printOnPaper(made.document, by: renderer, in: store, into: &reports) }
      : nil
    if let printProblem, !insistsOnFormats { progress.warn(printProblem.description) }
    if let printProblem, insistsOnFormats, formats == [.pdf] { throw printProblem }
    reports += try timings.measure("write the pages") {
      try pages(of: &made, by: renderer) { try document(of: book, results, provenance, store) }
    }
    var described = try timings.measure("write the manifest") { try description.value() }
    if printProblem != nil {
      manifest.formats.removeAll { $0 == OutputFormat.pdf.rawValue }
      described = try OutputFile(manifest)
    }
    let files = made.document.files + [described].compactMap(\.self) + reports
    let written = try timings.measure("write the files") {
      try output.write(files, kept: made.keptFiles, isForced: isForced) {
        tell("another process writes into '\(self.output)'; this build waits for it\n")
      }
    }
    for remark in written.remarks { progress.warn(remark) }
    var summary = BuildSummary(manifest, results, written: reports.map(\.path).sorted())
    if insistsOnFormats { summary.unwritten = printProblem?.description }
    known.save()
    if progress.count == 0, summary.failures.isEmpty, summary.holes == 0, summary.unwritten == nil,
      !book.jobs.contains(where: { $0.surroundings != nil })
    {
      let (keys, state) = known.stateOfResults
      let stamp = BuildStamp(
        chapters: folder.listing, inputs: sightings.all, commit: commit.answer, results: keys,
        stateOfResults: state, outputs: written.checksums, warnings: warnings, summary: summary)
      store.keep {
        let entry = StoreEntry(header: .init(title: "stamp of a build"), result: try ResultCoder.encode(stamp))
        try store.insert(entry, for: stampKey(in: store), in: .builds)
      }
      made.shelf?.keep(made.written, of: made.document, checksums: written.checksums)
    }
    return Finished(manifest: manifest, results: results, summary: summary)
  }

  /// What a book comes to.
  private struct Made {
    var results: Results
    var document: Document
    /// Where chapters are kept for the next build; nil where none are.
    var shelf: KeptChapters?
    /// The chapters that the document has without their blocks, as an earlier build wrote them.
    var kept: [String: KeptChapters.Item]
    /// The chapters that this build wrote.
    var written: [String: WrittenChapter] = [:]

    /// The checksums of the files that are in their place already, by path.
    var keptFiles: [String: String] { kept.values.reduce(into: [:]) { $0.merge($1.files) { $1 } } }
  }

  private func make(
    _ book: Book, _ runner: Runner, _ provenance: Provenance, from sightings: Sightings, in output: OwnedFolder
  ) throws -> Made {
    let jobs = book.jobs
    let outcomes = try timings.measure("find and compute results") {
      onlyStored ? runner.collect(jobs) : try runner.run(jobs)
    }
    let isWhole = !outcomes.values.contains { $0.isHole || $0.failure != nil }
    let isFixed = isWhole && !jobs.contains { $0.surroundings != nil }
    let circumstances =
      formats == [.html] && isFixed
      ? KeptChapters.Circumstances(self, of: book, sightings: sightings, in: runner.store) : nil
    let keeping = Beside { [store = runner.store] in
      let shelf = circumstances.map { KeptChapters(of: book, outcomes: outcomes, circumstances: $0, in: store) }
      return (shelf: shelf, items: shelf?.items(in: output) ?? [:])
    }
    let results = timings.measure("compare results") {
      Results(of: book.directives, outcomes: outcomes, store: runner.store)
    }
    return try timings.measure("draw figures and fill in numbers") {
      let (shelf, kept) = try keeping.value() ?? (nil, [:])
      let document = try document(of: book, results, provenance, runner.store, skipped: Set(kept.keys))
      return Made(results: results, document: document, shelf: shelf, kept: kept)
    }
  }

  private func document(
    of book: Book, _ results: Results, _ provenance: Provenance, _ store: Store, skipped: Set<String> = []
  ) throws -> Document {
    try Document(
      book, results: results, provenance: provenance, request: request(for: results), store: store, skipped: skipped)
  }

  /// The files that the report of a book can have, as far as they are known before it is computed.
  private func paths(of book: Book) -> [String] {
    let files = book.directives.flatMap(\.paths)
    let pages = book.chapters.map { "\(Label.slug($0.id)).html" }
    return files + ["report.json"] + (formats.contains(.pdf) ? ["report.pdf"] : [])
      + (formats.isDisjoint(with: [.html, .site]) ? [] : ["index.html"]) + (formats.contains(.site) ? pages : [])
  }

  /// What makes the same report again.
  private func request(for results: Results) -> BuildRequest {
    var request = folder.request
    request.isPartial = onlyStored && results.holes > 0
    return request
  }

  /// The pages for reading; `whole` makes the document with all blocks, for where kept chapters do not fit the others.
  private func pages(
    of made: inout Made, by renderer: HTMLRenderer, whole: () throws -> Document
  ) throws -> [OutputFile] {
    let site = formats.contains(.site) ? try renderer.site(made.document) : []
    guard formats.contains(.html) else { return site }
    var page = try renderer.page(of: made.document, kept: made.kept.mapValues(\.chapter))
    if page == nil {
      (made.document, made.kept) = (try whole(), [:])
      page = try renderer.page(of: made.document)
    }
    guard let page else { return site }
    made.written = page.written
    return [OutputFile(title: "HTML", path: "index.html", content: page.parts.utf8)] + site
  }

  /// Adds the document on paper, printed once for equal pages; returns why it cannot be printed.
  private func printOnPaper(
    _ document: Document, by renderer: HTMLRenderer, in store: Store, into reports: inout [OutputFile]
  ) throws -> PDFProblem? {
    let page = try renderer.paper(document)
    do {
      let pdf = try store.made(
        "'report.pdf'", as: "PDF of \(Checksum.md5(of: Data(page.utf8)))", by: CodeNeed(of: PDFPrinter.self),
        in: .papers
      ) { try PDFPrinter().data(printing: page) }
      reports.append(OutputFile(title: "PDF", path: "report.pdf", content: Array(pdf)))
      return nil
    } catch let stop as Interrupted {
      throw stop
    } catch let problem as PDFProblem {
      return problem
    } catch { return PDFProblem(description: "no PDF was made: \(ErrorText.of(error))") }
  }
}

/// Passes on what is reported and counts the warnings.
final class WarningCounter: ProgressReporter {
  private let listener: any ProgressReporter
  private let warnings = Atomic(0)

  var count: Int { warnings.load(ordering: .relaxed) }

  init(_ listener: any ProgressReporter) { self.listener = listener }

  func report(_ event: BuildEvent) {
    if case .warning = event { warnings.add(1, ordering: .relaxed) }
    listener.report(event)
  }
}

extension OutputFile {
  /// The manifest for other programs; throws what keeps it from being written as JSON.
  fileprivate init(_ manifest: Manifest) throws {
    self.init(title: nil, path: "report.json", content: try manifest.encoded())
  }
}
