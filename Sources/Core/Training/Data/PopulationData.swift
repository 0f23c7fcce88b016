import Errors
import Networks
import Numerics
import Settings
import Tasks

/// All white inputs at once: the expected error of a linear model and its gradient, at a cost that knows no batch.
///
/// ŷ is ρ̂ where the input is an impulse, so that the model's own backward pass turns ∂E/∂ρ̂ into ∂E/∂θ.
package struct PopulationData: TrainingData {
  package static let name = "population"
  package static let summary = "the exact expectation over white inputs, for linear models of linear functionals"

  package init(settings: Settings) {}

  package func flaw(for run: TrainingRun) -> (message: String, remedy: String)? {
    let (model, task, error) = (type(of: run.model).name, type(of: run.task).name, type(of: run.error).name)
    guard let memory = run.task.memory else {
      return ("'\(task)' is not a linear functional of white inputs", "choose 'linear-functional', or 'fresh' data")
    }
    guard run.model.isLinear else {
      return ("the expectation over all inputs is not known for '\(model)'", "choose a linear model, or 'fresh' data")
    }
    guard ExpectedError(run.error, target: memory) != nil else {
      return ("the expectation of '\(error)' is not known", "choose another error, or 'fresh' data")
    }
    if run.task.hasGaussianInputs || ExpectedError.holdsForAllWhiteInputs(run.error) { return nil }
    return (
      "the expectation of '\(error)' is known only for Gaussian inputs", "choose inputs: gaussian, or 'fresh' data"
    )
  }

  package func sequences(for run: TrainingRun) -> Int { 1 }

  package func source(for run: TrainingRun, _ workers: Workers) -> any GradientSource { Source(run) }

  private final class Source: GradientSource {
    var place = DataPlace(Generator(seed: 0))
    private let network: Network<Float>
    private let impulse: Signal<Float>
    private let outputs: Signal<Float>
    private let slopes: Signal<Float>
    private var memory: [Double]
    private var expected: ExpectedError?

    init(_ run: TrainingRun) {
      let shape = run.task.shape
      network = run.model.network(for: shape, batch: 1)
      impulse = Signal(length: shape.length, width: 1, batch: 1)
      outputs = Signal(length: shape.length, width: 1, batch: 1)
      slopes = Signal(length: shape.length, width: 1, batch: 1)
      impulse[0, 0, 0] = 1
      memory = Array(repeating: 0, count: shape.length)
      expected = ExpectedError(run.error, target: run.task.memory ?? memory)
    }

    func evaluate(_ parameters: [Float], gradient: inout [Float]) -> Double {
      network.forward(parameters, impulse, outputs)
      for lag in memory.indices { memory[lag] = Double(outputs[lag, 0, 0]) }
      let error = expected?.evaluate(memory) ?? .nan
      for lag in memory.indices { slopes[lag, 0, 0] = Float(expected?.gradient[lag] ?? .nan) }
      for index in gradient.indices { gradient[index] = 0 }
      network.backward(parameters, impulse, slopes, &gradient)
      return error
    }
  }
}
