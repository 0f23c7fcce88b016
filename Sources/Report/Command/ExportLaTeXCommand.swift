import ArgumentParser
import Basics
import Book
import Build
import Directives
import Document
import Foundation
import Jobs
import Render
import Settings
import Source

/// `report export latex`: a figure or a table with its caption, ready for a paper.
struct ExportLaTeXCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "latex", abstract: "Writes a figure (with its PDF) or a table with its caption for a LaTeX paper.",
    discussion: "Runs that no build has made before are made.")

  @ArgumentParser.Argument(help: "The label of the figure or the table.")
  var label: String

  @OptionGroup var options: BookOptions

  @Option(help: "The folder that the files are written into.")
  var output = "exported"

  @Flag(help: "Rename files of yours that are in the way, to NAME.~1~.")
  var force = false

  @OptionGroup var running: RunningOptions

  func run() throws {
    let folder = OwnedFolder(output, record: FileRecord.exports)
    let (book, runner) = try running.open(options)
    let exportable = book.directives.filter {
      $0 is FigureDirective || $0 is TableDirective || $0 is ComparisonDirective
    }
    guard let directive = exportable.first(where: { $0.call.label == label }) else {
      let labels = exportable.compactMap(\.call.label)
      let remedy = labels.isEmpty ? "the chapters have none" : Suggestion.remedy(for: label, among: labels)
      throw UserError("no figure or table is called '\(label)': \(remedy)", isUsage: true)
    }
    try folder.admit(["\(Label.slug(label)).tex"], isForced: force)
    let outcomes = try runner.run(book.graph.jobs(behind: directive))
    let results = Results(of: book.directives, outcomes: outcomes)
    let resolver = Resolver(book, results: results, store: runner.store)
    let files = try LaTeXExport(of: resolver.blocks([.directive(directive.call)])).files
    let written = try folder.write(files, isForced: force, keepsOthers: true)
    for remark in written.remarks { Terminal.warn(remark) }
    Terminal.print("wrote \(files.map { "\(output)/\($0.path)" }.joined(separator: " and "))")
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
