import Testing

@testable import Errors
@testable import Models
@testable import Networks
@testable import Numerics
@testable import Settings
@testable import Tasks
@testable import Training

@Suite("Shards")
struct ShardedGradientTests {
  private let shape = SequenceShape(length: 20, inputs: 1, outputs: 1)

  private func evaluate(_ model: any SequenceModel, batch: Int, threads: Int) -> (error: Double, gradient: [Float]) {
    let (inputs, targets) = data(batch)
    let parameters = start(model)
    var gradient = parameters
    let error = Workers.with(threads) { workers in
      let sharded = ShardedGradient(model, SquaredError(), shape: shape, batch: batch, workers: workers)
      sharded.load(inputs: inputs, targets: targets)
      return sharded.evaluate(parameters, gradient: &gradient)
    }
    return (error, gradient)
  }

  private func data(_ batch: Int) -> (Signal<Float>, Signal<Double>) {
    let inputs = Signal<Float>(length: 20, width: 1, batch: batch)
    let targets = Signal<Double>(length: 20, width: 1, batch: batch)
    var generator = Generator(seed: 3)
    for time in 0..<20 {
      for sequence in 0..<batch {
        inputs[time, 0, sequence] = Float(generator.gaussian())
        targets[time, 0, sequence] = generator.gaussian()
      }
    }
    return (inputs, targets)
  }

  private func start(_ model: any SequenceModel) -> [Float] {
    var generator = Generator(seed: 4)
    return model.initialParameters(for: shape, from: &generator).map(Float.init)
  }

  @Test(arguments: examples(of: .models))
  func `the bytes do not depend on the threads`(text: String) throws {
    let model = try Catalogue.models.make(text)
    let one = evaluate(model, batch: 100, threads: 1)
    for threads in [2, 3, 8] {
      let other = evaluate(model, batch: 100, threads: threads)
      #expect(other.error == one.error)
      #expect(other.gradient == one.gradient)
    }
  }

  @Test func `shards add up to the whole batch`() throws {
    let model = try Catalogue.models.make("gru")
    let sharded = evaluate(model, batch: 100, threads: 2)
    let (inputs, targets) = data(100)
    let network: Network<Float> = model.network(for: shape, batch: 100)
    let (outputs, slopes) = (
      Signal<Float>(length: 20, width: 1, batch: 100), Signal<Float>(length: 20, width: 1, batch: 100)
    )
    var objective = Objective(SquaredError(), shape: SequenceShape(length: 20, inputs: 1, outputs: 1), batch: 100)
    var gradient = Array(repeating: Float(0), count: sharded.gradient.count)
    network.forward(start(model), inputs, outputs)
    let error = objective.evaluate(outputs: outputs, targets: targets, slopes: slopes)
    network.backward(start(model), inputs, slopes, &gradient)
    #expect(abs(sharded.error - error) < 1e-6)
    #expect(zip(sharded.gradient, gradient).allSatisfy { abs($0 - $1) < 1e-5 })
  }

  @Test func `work is done once, and workers serve many rounds`() {
    Workers.with(3) { workers in
      for round in 0..<1000 {
        let done = Signal<Double>(length: 1, width: 1, batch: 10)
        workers.perform(round % 11) { done[0, 0, $0] += 1 }
        #expect((0..<10).map { done[0, 0, $0] } == (0..<10).map { $0 < round % 11 ? 1 : 0 })
      }
    }
  }
}
