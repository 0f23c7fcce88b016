import ArgumentParser
import Basics
import Book
import Build
import Citations
import Code
import Document
import Files
import Foundation
import Jobs
import Manuscript
import Reading
import Render
import Results
import Source

/// `report export latex`: a figure or a table with its caption, or the whole book, ready for a paper.
struct ExportLaTeXCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "latex", abstract: "Writes the book, or one figure (with its PDF) or table of it, for LaTeX.",
    discussion: "Runs without a stored result are computed. Compile a book with pdflatex, bibtex, and pdflatex twice.")

  @ArgumentParser.Argument(help: "The label of a figure or a table; without it, the whole book is written.")
  var label: String?

  @OptionGroup var options: ExportOptions

  func run() throws {
    let (book, runner) = try options.running.open(options.book)
    let files = try label.map { try part($0, of: book, by: runner) } ?? whole(book, by: runner)
    try options.write(files)
    let names = files.filter { label != nil || !$0.path.contains("/") }.map { "\(options.output)/\($0.path)" }
    let others = files.count - names.count
    let rest = others == 0 ? "" : " with \(Words.count(others, "figure"))"
    Terminal.print("wrote \(names.joined(separator: " and "))\(rest)")
  }

  /// The whole book, its figures and its bibliographies.
  private func whole(_ book: Book, by runner: Runner) throws -> [OutputFile] {
    try options.admit(["report.tex"])
    let results = Results(of: book.directives, outcomes: try runner.run(book.jobs))
    let source = try options.book.folder()
    let provenance = Provenance(CommitQuestion(of: source.path), compiler: CodeTable.program.compiler)
    let document = try Document(
      book, results: results, provenance: provenance, request: source.request, store: runner.store)
    let works = book.directives.compactMap(\.works).flatMap(\.entries)
    var bibliographies: [OutputFile] = []
    for work in works where !bibliographies.contains(where: { $0.title == work.source.file.path }) {
      let name = bibliographies.isEmpty ? "references" : "references-\(bibliographies.count + 1)"
      bibliographies.append(
        OutputFile(title: work.source.file.path, path: "\(name).bib", content: work.source.file.bytes))
    }
    let keys = Dictionary(works.map { (Bibliography.anchor($0.key), $0.key) }) { first, _ in first }
    let names = bibliographies.map { String($0.path.dropLast(4)) }
    return LaTeXBook(document, works: keys, bibliographies: names).files + bibliographies
  }

  /// One figure or table.
  private func part(_ label: String, of book: Book, by runner: Runner) throws -> [OutputFile] {
    let exportable = book.directives.filter { type(of: $0).suitsPaper }
    let directive = try options.find(label, among: exportable, by: \.call.label, called: "figure or table")
    try options.admit(["\(Label.slug(label)).tex"])
    let outcomes = try runner.run(book.graph.jobs(behind: directive))
    let results = Results(of: book.directives, outcomes: outcomes)
    let resolver = Resolver(book, results: results, store: runner.store)
    return try LaTeXExport(of: resolver.blocks([.directive(directive.call)])).files
  }
}

/// The files of a figure or a table for a paper.
struct LaTeXExport {
  private(set) var files: [OutputFile] = []

  init(of blocks: [Block<Final>]) {
    let writer = LaTeXWriter()
    for block in blocks {
      switch block {
      case .figure(let figure):
        let name = Label.slug(figure.id)
        let drawing = figure.files.first { $0.path.hasSuffix(".pdf") }
        add("\(name).tex", Array(writer.text(of: figure, file: "\(name).pdf").utf8))
        if let drawing { add("\(name).pdf", drawing.content) }
      case .captioned(let captioned):
        add("\(Label.slug(captioned.id)).tex", Array(writer.text(of: captioned).utf8))
      default: break
      }
    }
  }

  private mutating func add(_ path: String, _ content: [UInt8]) {
    files.append(OutputFile(title: nil, path: path, content: content))
  }
}
