import ArgumentParser
import Basics
import Book
import Build
import Document
import Foundation
import Jobs
import Mathematics
import Reading
import Render
import Source
import Store
import Syntax

/// `report render`: the body of one chapter as HTML.
struct RenderCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "render", abstract: "Runs what one chapter needs and prints the HTML of its body.")

  @ArgumentParser.Argument(help: "The chapter's file.")
  var file: String

  @OptionGroup var options: BookOptions

  @OptionGroup var running: RunningOptions

  func run() throws {
    try Processor.check()
    let progress = ProgressLine.standard(workers: running.jobs)
    let store = running.store(of: options) { progress.warn($0) }
    try store.admit()
    let typesetter = Typesetter(store: store)
    var folder = try options.folder()
    folder.path = URL(filePath: file).deletingLastPathComponent().path
    let (book, diagnostics) = try BookFolder.book(of: [file], in: folder, typesetter: typesetter)
    try Terminal.show(diagnostics.filter { $0.rule != .missingTitle })
    let outcomes = try Runner(store: store, workers: running.jobs, progress: progress).run(book.jobs)
    let results = Results(of: book.directives, outcomes: outcomes)
    Terminal.output(try HTMLRenderer(typesetter: typesetter).body(of: book, results: results))
  }
}

extension HTMLRenderer {
  /// The first chapter's title and blocks, without the page around them.
  func body(of book: Book, results: Results) throws -> String {
    let resolver = Resolver(book, results: results)
    var writer = HTMLWriter(typesetter: typesetter)
    guard let chapter = book.chapters.first ?? book.preface else { return "" }
    writer.begin(part: Label.slug(chapter.id))
    if let title = chapter.title {
      try writer.element("h1", ["id": Label.slug(chapter.id)]) { try $0.inlines(resolver.inlines(title)) }
      writer.write("\n")
    }
    try writer.blocks(resolver.blocks(chapter.blocks))
    return writer.html
  }
}
