import ArgumentParser
import Basics
import Book
import Build
import Document
import Foundation
import Jobs
import Settings

extension Export: ExpressibleByArgument {}

/// `report export`: what other programs read.
struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Writes an experiment, a data file, a figure, a table or the verdicts of a report for other programs.",
    subcommands: [
      ExportExperimentCommand.self, ExportLaTeXCommand.self, ExportParityCommand.self, ExportVerdictsCommand.self,
    ],
    defaultSubcommand: ExportExperimentCommand.self)
}

/// `report export LABEL`: the trained weights, curves and numbers of an experiment, or what `{data}` read.
struct ExportExperimentCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "experiment",
    abstract: "Writes the trained weights (safetensors), curves and numbers (CSV) of an experiment.",
    discussion: """
      They go into a folder with the name of the experiment. Runs without a stored result are computed. Of {data}, the numbers \
      and curves of its file are written.
      """)

  @ArgumentParser.Argument(help: "The label of the experiment, or of {data}.")
  var experiment: String

  @Option(help: "Write only these; by default all.")
  var only: [Export] = []

  @OptionGroup var options: ExportOptions

  func run() throws {
    let (book, runner) = try options.running.open(options.book)
    let exportable = book.directives.filter { !$0.exports.isEmpty }
    let directive = try options.find(experiment, among: exportable, by: \.call.label, called: "experiment or data")
    if let missing = only.first(where: { !directive.exports.contains($0) }) {
      throw UserError("'\(experiment)' has no \(missing) to export", isUsage: true)
    }
    let wanted = only.isEmpty ? directive.exports : Set(only)
    // Weights are named by cell and seed; what is in their way is found when they are there.
    try options.admit(wanted.compactMap(\.path).sorted().map { "\(experiment)/\($0)" })
    let outcomes = try runner.run(directive.jobs)
    try options.write(try directive.files(of: wanted, from: outcomes), of: experiment)
    for remark in directive.remarks(in: outcomes) { Terminal.warn(remark) }
  }
}
