import ArgumentParser
import Foundation

extension Work.Model: ExpressibleByArgument {}

/// Times one training step: forward, backward and Adam on a fixed batch.
@main
struct TrainingBenchmark: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "training-benchmark", abstract: "Times one training step on a fixed batch.")

  @Option(help: "The model that learns.")
  var model = Work.Model.gru
  @Option(help: "Sequences in the batch.")
  var batch = 128
  @Option(help: "Steps of a sequence.")
  var length = 100
  @Option(help: "Hidden units.")
  var width = 16
  @Option(help: "Threads that share a step.")
  var threads = 1
  @Option(help: "Steps to time after six to warm up; by default 60 and half a second of them, or three seconds.")
  var steps: Int?
  @Flag(help: "Run the model written as equations: linrnn, tanh, gru or lstm.")
  var equations = false
  @Flag(help: "Print one JSON object.")
  var json = false
  @Flag(help: "Time every model and error beside its neighbour; exit with code 1 where one is too slow.")
  var law = false

  func validate() throws {
    for (name, value) in [("batch", batch), ("length", length), ("width", width), ("threads", threads)]
    where value < 1 {
      throw ValidationError("'--\(name)' cannot be \(value); it takes a whole number from 1")
    }
    if let steps, steps < 1 { throw ValidationError("'--steps' cannot be \(steps); it takes a whole number from 1") }
  }

  func run() throws {
    if law {
      if try !CatalogueLaw.check() { throw ExitCode(1) }
      return
    }
    let report = try Measurement(
      Work(model, batch: batch, length: length, width: width, equations: equations), threads, steps: steps)
    if json {
      let encoder = JSONEncoder()
      encoder.outputFormatting = .sortedKeys
      print(String(decoding: try encoder.encode(report), as: UTF8.self))
    } else {
      print(report)
    }
  }
}
