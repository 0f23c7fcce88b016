import ArgumentParser
import Basics
import Book
import Build
import Directives
import Document
import Foundation
import Jobs
import Settings

extension ExperimentDirective.Export: ExpressibleByArgument {}

/// `report export`: what other programs read.
struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Writes an experiment, a figure, a table or the verdicts of a report for other programs.",
    subcommands: [
      ExportExperimentCommand.self, ExportLaTeXCommand.self, ExportParityCommand.self, ExportVerdictsCommand.self,
    ],
    defaultSubcommand: ExportExperimentCommand.self)
}

/// `report export LABEL`: the trained weights, curves and numbers of an experiment.
struct ExportExperimentCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "experiment",
    abstract: "Writes the trained weights (safetensors), curves and numbers (CSV) of an experiment.",
    discussion: "They go into a folder with the name of the experiment. Runs without a stored result are computed.")

  @ArgumentParser.Argument(help: "The label of the experiment.")
  var experiment: String

  @Option(help: "Write only these; by default all.")
  var only: [ExperimentDirective.Export] = []

  @OptionGroup var options: ExportOptions

  func run() throws {
    let (book, runner) = try options.running.open(options.book)
    if let dataset = (book.directive(labelled: experiment) as? DataDirective)?.dataset(from: [:]) {
      return try write(dataset.files)
    }
    let experiments = book.directives.compactMap { $0 as? ExperimentDirective }
    let directive = try options.find(experiment, among: experiments, by: \.call.label, called: "experiment")
    // Weights are named by cell and seed; what is in their way is found when they are there.
    try options.admit(["curves.csv", "numbers.csv"].map { "\(experiment)/\($0)" })
    let outcomes = try runner.run(directive.jobs)
    let files = try directive.files(of: Set(only.isEmpty ? ExperimentDirective.Export.allCases : only), from: outcomes)
    try write(files)
    for remark in directive.remarks(in: outcomes) { Terminal.warn(remark) }
  }

  private func write(_ files: [OutputFile]) throws {
    try options.write(
      files.map { OutputFile(title: $0.title, path: "\(experiment)/\($0.path)", content: $0.content) })
    Terminal.print("wrote \(Words.count(files.count, "file")) into \(options.output)/\(experiment)")
  }
}
