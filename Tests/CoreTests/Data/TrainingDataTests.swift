import Foundation
import Testing

@testable import Models
@testable import Networks
@testable import Settings
@testable import Statistics
@testable import Training

@Suite("Training data")
struct TrainingDataTests {
  private let small = "task: linear-functional(length: 12), model: linear-rnn(width: 4)"

  /// The errors and gradients of `steps` steps at the initial parameters.
  private func evaluate(_ text: String, steps: Int) throws -> [(error: Double, gradient: [Float])] {
    let run = try trainingRun(text).run
    let parameters = run.initialParameters.map(Float.init)
    var gradient = parameters
    return Workers.with(1) { workers in
      let source = run.data.source(for: run, workers)
      return (0..<steps).map { _ in (source.evaluate(parameters, gradient: &gradient), gradient) }
    }
  }

  @Test func `a fixed set is gone through once before it is seen again, in another order`() throws {
    let errors = try evaluate(small + ", data: fixed(sequences: 48), batch: 16", steps: 9).map(\.error)
    let epochs = (0..<3).map { mean(Array(errors[3 * $0..<3 * $0 + 3])) }
    #expect(abs(epochs[1] / epochs[0] - 1) < 1e-6 && abs(epochs[2] / epochs[0] - 1) < 1e-6)
    #expect(Set(errors).count == 9)
    let fresh = try evaluate(small + ", batch: 16", steps: 6).map(\.error)
    #expect(abs(mean(Array(fresh[..<3])) / mean(Array(fresh[3...])) - 1) > 1e-4)
  }

  @Test func `a set that is one batch is the batch that fresh data begin with, in any order`() throws {
    let fixed = try evaluate(small + ", data: fixed(sequences: 32), batch: 32", steps: 1)[0].error
    #expect(abs(fixed / (try evaluate(small + ", batch: 32", steps: 1)[0].error) - 1) < 1e-6)
  }

  @Test(arguments: ["squared", "absolute", "huber", "log-cosh", "rescaled", "masked(of: absolute)", "last-step"])
  func `the population is the mean of fresh sequences`(error: String) throws {
    let text = small + ", error: \(error)"
    let exact = try evaluate(text + ", data: population", steps: 1)[0]
    let batches = try evaluate(text + ", batch: 2048", steps: 20)
    let errors = batches.map(\.error)
    let spread = (mean(errors.map { pow($0 - mean(errors), 2) }) / 19).squareRoot()
    #expect(abs(mean(errors) - exact.error) < 4 * spread)
    #expect(spread < 0.02 * exact.error)
    let sampled = exact.gradient.indices.map { index in mean(batches.map { Double($0.gradient[index]) }) }
    let size = exact.gradient.reduce(0) { $0 + Double($1) * Double($1) }
    let distance = zip(sampled, exact.gradient).reduce(0) { $0 + pow($1.0 - Double($1.1), 2) }
    #expect(distance < 0.002 * size)
  }

  @Test(arguments: examples(of: .models).filter { (try? Catalogue.models.make($0).isLinear) ?? false })
  func `the population knows no batch, and training on it lowers the error`(model: String) throws {
    let text = "task: linear-functional(length: 30), model: \(model), data: population, steps: 150, records: 10"
    let (few, many) = (try trainingRun(text + ", batch: 1").run, try trainingRun(text + ", batch: 4096").run)
    let result = try few.train()
    #expect(few.cost == many.cost)
    #expect(try many.train().parameters == result.parameters)
    let curve = try #require(result.series["trainingCurve"]).y
    #expect(curve[9] < curve[0] / 2)
    #expect(result.numbers["gradientVarianceStart"] == 0)
  }

  @Test(arguments: [
    ("data: population, model: gru", "the expectation over all inputs is not known for 'gru'"),
    ("data: population, task: adding", "'adding' is not a linear functional of white inputs"),
    (
      "data: population, task: linear-functional(inputs: sign), error: absolute",
      "the expectation of 'absolute' is known only for Gaussian inputs"
    ),
    ("data: fixed(sequences: 100)", "a batch of 128 does not fit into a fixed set of 100 sequences"),
    ("data: fixed(sequences: 0)", "'sequences' cannot be 0"), ("data: stale", "unknown kind of data 'stale'"),
  ])
  func `data that a run cannot learn from are refused`(text: String, message: String) throws {
    let problems = try trainingRun(text).problems
    #expect(problems.map(\.message) == [message])
    #expect(problems.allSatisfy { $0.remedy != nil })
  }

  @Test func `the squared error has its expectation for signs as well`() throws {
    #expect(try trainingRun("data: population, task: linear-functional(inputs: sign)").problems.isEmpty)
  }
}
