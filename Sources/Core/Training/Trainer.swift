/// A training run in progress, with everything allocated once.
struct Trainer {
  private let run: TrainingRun
  private let network: Network<Float>
  private let batch: Batch<Float>
  private var objective: Objective
  private var generator: Generator
  private var gradient: [Float]
  private var optimiserState: OptimiserState
  private(set) var parameters: [Float]

  init(_ run: TrainingRun, parameters: [Double]) {
    let shape = run.task.shape
    self.run = run
    network = run.model.network(for: shape, batch: run.batch)
    batch = Batch(shape, count: run.batch)
    objective = Objective(run.error, shape: shape, batch: run.batch)
    generator = Generator(seed: run.seed, stream: "inputs")
    self.parameters = parameters.map(Float.init)
    gradient = Array(repeating: 0, count: parameters.count)
    optimiserState = OptimiserState(for: run.optimiser, parameters: parameters.count)
  }

  /// Makes one step on a fresh batch, and returns the error before it.
  mutating func step() -> Double {
    batch.draw(from: run.task, &generator)
    let error = batch.error(of: network, parameters, by: &objective)
    for index in gradient.indices { gradient[index] = 0 }
    network.backward(parameters, batch.inputs, batch.slopes, &gradient)
    run.optimiser.update(&parameters, gradient: gradient, state: &optimiserState)
    return error
  }
}
