import Code
import Foundation
import Plot

/// One build, from the chapters to the files of the report.
struct ReportBuild {
  var folder: BookFolder
  var output: String
  var cache: String
  /// How many jobs run at the same time.
  var workers: Int
  var formats: Set<OutputFormat> = [.html, .pdf]
  /// Whether what is missing is shown as a hole rather than computed.
  var onlyStored = false

  struct Finished {
    var manifest: Manifest
    var results: Results
    /// The files for reading, "index.html" and "report.pdf".
    var written: [String]
  }

  /// Throws exit code 1 when the chapters have errors, before anything runs and with the output as it was.
  func run(progress: any ProgressReporter) throws -> Finished {
    let store = Store(folder: URL(filePath: cache)) { progress.warn($0) }
    let typesetter = Typesetter(store: store)
    let profile = folder.profile
    let book = try folder.read(typesetter: typesetter)
    let runner = Runner(store: store, workers: workers, progress: progress)
    let outcomes = onlyStored ? runner.collect(book.jobs) : try runner.run(book.jobs)
    let provenance = Provenance(chapters: folder.path)
    let results = Results(of: book.directives, outcomes: outcomes)
    let document = try Document(book, results: results, provenance: provenance, profile: profile, store: store)
    let manifest = Manifest(document, book: book, results: results, profile: profile, provenance: provenance)
    Typesetter.prepare(book, in: store)
    let renderer = HTMLRenderer(typesetter: typesetter, extraCSS: Theme.css)
    var reports: [OutputFile] = []
    if formats.contains(.pdf), let pdf = try pdf(of: document, by: renderer, in: store, progress) {
      reports.append(OutputFile(title: "PDF", path: "report.pdf", content: Array(pdf)))
    }
    if formats.contains(.html) {
      reports.append(OutputFile(title: "HTML", path: "index.html", content: Array(try renderer.render(document).utf8)))
    }
    if formats.contains(.site) { reports += try renderer.site(document) }
    try OutputFolder(url: URL(filePath: output)).write(reports: reports, manifest: manifest, files: document.files)
    return Finished(manifest: manifest, results: results, written: reports.map(\.path).sorted())
  }

  /// The document on paper, printed once for equal pages; nil, and a warning, where it cannot be printed.
  private func pdf(
    of document: Document, by renderer: HTMLRenderer, in store: Store, _ progress: any ProgressReporter
  ) throws -> Data? {
    let page = try renderer.paper(document)
    do {
      return try store.made(
        "report.pdf", as: "PDF of \(Digest.checksum(of: Data(page.utf8)))", by: CodeNeed(of: PDFPrinter.self),
        in: .papers
      ) { try PDFPrinter().data { $0.isEmpty ? page : try renderer.paper(document, numbers: $0) } }
    } catch let stop as Interrupted {
      throw stop
    } catch {
      progress.warn("\(error)")
      return nil
    }
  }
}
