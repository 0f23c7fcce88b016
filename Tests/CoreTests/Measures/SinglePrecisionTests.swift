import Foundation
import Testing

@testable import Errors
@testable import Networks
@testable import Numerics
@testable import Tasks
@testable import Training

/// Numbers are reported to three digits at most; these tests hold them to about five.
@Suite("Evaluation in single precision")
struct SinglePrecisionTests {
  private static let models = isWhole ? variants(of: .models) : examples(of: .models)
  private let shape = SequenceShape(length: 24, inputs: 1, outputs: 1)

  /// The same evaluation in double precision by plain sums, on the sequences that the evaluation draws.
  private struct Reference {
    let inputs: [Signal<Double>]
    let outputs: [Signal<Double>]
    let targets: [Signal<Double>]
    /// ∂E/∂h_τ of each batch.
    let stateSlopes: [Signal<Double>]

    init(_ run: TrainingRun, parameters: [Double], batches: Int, size: Int, from set: SequenceSet, targeted: Bool) {
      let shape = run.task.shape
      let next = set.pass()
      let network: Network<Double> = run.model.network(for: shape, batch: size)
      var objective = Objective(run.error, shape: shape, batch: size)
      var gradient = parameters
      var (inputs, outputs): ([Signal<Double>], [Signal<Double>]) = ([], [])
      var (targets, slopes): ([Signal<Double>], [Signal<Double>]) = ([], [])
      for _ in 0..<batches {
        let sample = next()
        let input = Signal<Double>(length: shape.length, width: shape.inputs, batch: size)
        let output = Signal<Double>(length: shape.length, width: shape.outputs, batch: size)
        let slope = Signal<Double>(length: shape.length, width: shape.outputs, batch: size)
        input.convert(from: sample.inputs)
        network.forward(parameters, input, output)
        inputs.append(input)
        outputs.append(output)
        targets.append(sample.targets)
        guard targeted else { continue }
        _ = objective.evaluate(outputs: output, targets: sample.targets, slopes: slope)
        network.backward(parameters, input, slope, &gradient)
        let copy = Signal<Double>(length: shape.length, width: network.stateSlopes.width, batch: size)
        copy.convert(from: network.stateSlopes)
        slopes.append(copy)
      }
      (self.inputs, self.outputs, self.targets, stateSlopes) = (inputs, outputs, targets, slopes)
    }
  }

  private func run(_ model: String) throws -> (run: TrainingRun, parameters: [Double]) {
    let run = try trainingRun("task: linear-functional(length: 24), model: \(model), batch: 32").run
    return (run, run.initialParameters.map { Double(Float($0)) })
  }

  @Test(arguments: models)
  func `errors and gradients of a model are those of double precision to five digits`(model: String) throws {
    let (run, parameters) = try run(model)
    let set = SequenceSet(of: run.task, size: 32, from: Generator(seed: run.seed, stream: "evaluation"))
    let reference = Reference(run, parameters: parameters, batches: 16, size: 32, from: set, targeted: true)
    let profile = ErrorProfile(sampling: run, parameters: parameters)
    let gradients = SampledGradients(
      Evaluation(run, on: run.task, .single), parameters: parameters.map(Float.init), withLags: true)
    for time in 0..<24 {
      var (error, square) = (0.0, 0.0)
      for index in 0..<16 {
        for (output, target) in zip(reference.outputs[index].row(time, 0), reference.targets[index].row(time, 0)) {
          error += (output - target) * (output - target) / 512
        }
        let slopes = reference.stateSlopes[index]
        for feature in 0..<slopes.width { for slope in slopes.row(time, feature) { square += slope * slope } }
      }
      #expect(abs(profile.squaredError[time] / error - 1) < 2e-5)
      let norm = (32 * square / 16).squareRoot()
      #expect(abs(gradients.byTime[time] - norm) <= 2e-5 * norm + 1e-12)
    }
  }

  @Test(arguments: models)
  func `the mean Jacobian of a model is that of double precision to five digits`(model: String) throws {
    let (run, parameters) = try run(model)
    let generator = Generator(seed: 7)
    let evaluation = Evaluation(run.model, white: shape, size: 64, from: generator, .single)
    let memory = evaluation.meanJacobian(of: parameters.map(Float.init), count: 256)
    let set = SequenceSet(whiteOf: shape, size: 64, from: generator)
    let reference = Reference(run, parameters: parameters, batches: 4, size: 64, from: set, targeted: false)
    // Each sequence as arrays, whose elements a test, which is not optimised, reads quickly.
    let sequences = zip(reference.inputs, reference.outputs).flatMap { inputs, outputs in
      (0..<64).map { sequence in
        ((0..<24).map { inputs[$0, 0, sequence] }, (0..<24).map { outputs[$0, 0, sequence] })
      }
    }
    var expected = Array(repeating: 0.0, count: 24)
    for _ in 0..<6 {
      var sums = expected.map { _ in 0.0 }
      for (inputs, outputs) in sequences {
        for time in 0..<24 {
          var rest = outputs[time]
          for lag in 0...time { rest -= expected[lag] * inputs[time - lag] }
          for lag in 0...time { sums[lag] += rest * inputs[time - lag] }
        }
      }
      for lag in 0..<24 { expected[lag] += sums[lag] / Double(256 * (24 - lag)) }
    }
    let size = expected.reduce(0) { $0 + $1 * $1 }.squareRoot()
    for lag in 0..<24 { #expect(abs(memory[lag] - expected[lag]) < 1e-5 * size) }
  }

  @Test func `measures do not depend on the number of threads`() throws {
    let run = try trainingRun("model: gru(width: 4), steps: 4, batch: 40, search: learning-rate(steps: 2)").run
    let results = try [1, 2, 3].map { try run.train(TrainingControl(threads: $0)) }
    #expect(results[0] == results[1] && results[0] == results[2])
  }
}
