import Foundation
import Plot

/// One build, from the chapters to the files of the report.
struct ReportBuild {
  var chapters: String
  var output: String
  var cache: String
  var profile: Profile
  /// How many jobs run at the same time.
  var workers: Int

  struct Finished {
    var manifest: Manifest
    var results: Results
  }

  /// Throws exit code 1 when the chapters have errors, before anything runs and with the output as it was.
  func run(progress: any ProgressReporter) throws -> Finished {
    let typesetter = Typesetter()
    let book = try BookFolder(path: chapters).read(profile: profile, typesetter: typesetter)
    let store = Store(folder: URL(filePath: cache), codeVersion: Store.digestOfProgram())
    let outcomes = Runner(store: store, workers: workers, progress: progress).run(book.jobs)
    let results = Results(of: book.directives, outcomes: outcomes)
    let document = try Document(book, results: results, profile: profile)
    let manifest = Manifest(document, book: book, results: results, profile: profile)
    let page = try HTMLRenderer(typesetter: typesetter, extraCSS: Theme.css).render(document)
    try OutputFolder(url: URL(filePath: output)).write(page: page, manifest: manifest, files: document.files)
    return Finished(manifest: manifest, results: results)
  }
}
