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
    discussion: "Runs without a stored result are computed.")

  @ArgumentParser.Argument(help: "The label of the experiment.")
  var experiment: String

  @OptionGroup var options: BookOptions

  @Option(help: "Write only these; by default all.")
  var only: [ExperimentDirective.Export] = []

  @Option(help: "The folder in which to create a folder with the name of the experiment.")
  var output = "exported"

  @Flag(help: "Rename files of yours that are in the way, to NAME.~1~.")
  var force = false

  @OptionGroup var running: RunningOptions

  func run() throws {
    let folder = OwnedFolder(output, record: FileRecord.exports)
    let (book, runner) = try running.open(options)
    if let dataset = (book.directive(labelled: experiment) as? DataDirective)?.dataset(from: [:]) {
      try write(dataset.files, into: folder)
      return
    }
    let experiments = book.directives.compactMap { $0 as? ExperimentDirective }
    guard let directive = experiments.first(where: { $0.call.label == experiment }) else {
      let labels = experiments.compactMap(\.call.label)
      let remedy = labels.isEmpty ? "the chapters have none" : Suggestion.remedy(for: experiment, among: labels)
      throw UserError("no experiment is called '\(experiment)': \(remedy)", isUsage: true)
    }
    // Weights are named by cell and seed; what is in their way is found when they are there.
    try folder.admit(["curves.csv", "numbers.csv"].map { "\(experiment)/\($0)" }, isForced: force)
    let outcomes = try runner.run(directive.jobs)
    let files = try directive.files(of: Set(only.isEmpty ? ExperimentDirective.Export.allCases : only), from: outcomes)
    try write(files, into: folder)
    for remark in directive.remarks(in: outcomes) { Terminal.warn(remark) }
  }

  private func write(_ files: [OutputFile], into folder: OwnedFolder) throws {
    let placed = files.map { OutputFile(title: $0.title, path: "\(experiment)/\($0.path)", content: $0.content) }
    let written = try folder.write(placed, isForced: force, keepsOthers: true)
    for remark in written.remarks { Terminal.warn(remark) }
    Terminal.print("wrote \(Words.count(files.count, "file")) into \(output)/\(experiment)")
  }
}
