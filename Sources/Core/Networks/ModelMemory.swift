import Numerics
import Tasks

extension SequenceModel {
  /// What a unit impulse of the first input adds to the first output at lags 0 … T-1: ρ̂ where the model is linear.
  package func impulseResponse(of parameters: [Double], for shape: SequenceShape) -> [Double] {
    let network: Network<Double> = network(for: shape, batch: 2)
    let inputs = Signal<Double>(length: shape.length, width: shape.inputs, batch: 2)
    let outputs = Signal<Double>(length: shape.length, width: shape.outputs, batch: 2)
    inputs[0, 0, 0] = 1
    network.forward(parameters, inputs, outputs)
    return (0..<shape.length).map { outputs[$0, 0, 0] - outputs[$0, 0, 1] }
  }
}
