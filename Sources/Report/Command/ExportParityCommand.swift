import ArgumentParser
import Basics
import Book
import Build

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
    let trained = book.directives.filter { $0.exports.contains(.weights) }
    let directive = try options.find(
      experiment, among: trained, by: \.call.label, called: "experiment that trains a model")
    try options.write(try directive.firstSteps(), of: experiment)
  }
}
