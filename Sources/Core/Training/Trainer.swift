/// A training run in progress, with everything allocated once.
struct Trainer {
  private let run: TrainingRun
  private let network: Network<Float>
  private let drawn: Signal<Double>
  private let targets: Signal<Double>
  private let inputs: Signal<Float>
  private let outputs: Signal<Float>
  private let slopes: Signal<Float>
  private var objective: Objective
  private var generator: Generator
  private var gradient: [Float]
  private var optimiserState: OptimiserState
  private(set) var parameters: [Float]

  init(_ run: TrainingRun) {
    let (shape, batch) = (run.task.shape, run.batch)
    self.run = run
    network = run.model.network(for: shape, batch: batch)
    drawn = Signal(length: shape.length, width: shape.inputs, batch: batch)
    targets = Signal(length: shape.length, width: shape.outputs, batch: batch)
    inputs = Signal(length: shape.length, width: shape.inputs, batch: batch)
    outputs = Signal(length: shape.length, width: shape.outputs, batch: batch)
    slopes = Signal(length: shape.length, width: shape.outputs, batch: batch)
    objective = Objective(run.error, length: shape.length, batch: batch)
    generator = Generator(seed: run.seed, stream: "inputs")
    parameters = run.initialParameters.map(Float.init)
    gradient = Array(repeating: 0, count: parameters.count)
    optimiserState = OptimiserState(for: run.optimiser, parameters: parameters.count)
  }

  /// Makes one step on a fresh batch, and returns the error before it.
  mutating func step() -> Double {
    run.task.fill(inputs: drawn, targets: targets, from: &generator)
    inputs.convert(from: drawn)
    network.forward(parameters, inputs, outputs)
    let error = objective.evaluate(outputs: outputs, targets: targets, slopes: slopes)
    for index in gradient.indices { gradient[index] = 0 }
    network.backward(parameters, inputs, slopes, &gradient)
    run.optimiser.update(&parameters, gradient: gradient, state: &optimiserState)
    return error
  }
}
