import ArgumentParser
import Basics
import Book
import Build
import Directives
import Document
import Settings
import Training

/// `report export parity LABEL`: the first steps of an experiment, to compare with other frameworks.
struct ExportParityCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "parity",
    abstract: "Writes parameters, a batch, outputs, error and gradients of an experiment's first step (safetensors).",
    discussion: """
      Writes one file for each cell, from its first seed, with the arrays parameters.*, inputs, targets, outputs, error and \
      gradients.*, and after.*, the parameters after five steps of the optimiser on this batch. Sequences are (batch, time, \
      feature). Nothing is trained.
      """)

  @ArgumentParser.Argument(help: "The label of the experiment.")
  var experiment: String

  @OptionGroup var options: ExportOptions

  func run() throws {
    let (book, _) = try options.running.open(options.book)
    let experiments = book.directives.compactMap { $0 as? ExperimentDirective }
    let directive = try options.find(experiment, among: experiments, by: \.call.label, called: "experiment")
    let files = try directive.cells.enumerated().compactMap { index, cell -> OutputFile? in
      guard let training = cell.run else { return nil }
      let run = training.with(seed: UInt64(directive.seeds.first ?? 1))
      let file = run.parity(metadata: ["experiment": experiment, "run": cell.description])
      let name = directive.cells.count == 1 ? "parity.safetensors" : "parity-\(index + 1).safetensors"
      return OutputFile(title: cell.title, path: "\(experiment)/\(name)", content: Array(try file.encoded()))
    }
    if files.isEmpty {
      throw UserError("'\(experiment)' is run by a program, of which this program knows no parameters", isUsage: true)
    }
    try options.write(files)
    Terminal.print("wrote \(Words.count(files.count, "file")) into \(options.output)/\(experiment)")
  }
}
