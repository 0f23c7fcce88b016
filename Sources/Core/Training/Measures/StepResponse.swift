import Networks
import Numerics
import Statistics
import Tasks

extension SequenceModel {
  /// |ŷ_s - ŷ_{s-1}| of the first output at s = 1 … T-1 after a step input, averaged over the inputs that step from 0 to 1.
  ///
  /// Where the model is linear this is |ρ̂(s)| of one input; else it is a memory function at the size of the step alone.
  package func stepResponse(of parameters: [Double], for shape: SequenceShape) -> Series {
    let network: Network<Double> = network(for: shape, batch: shape.inputs)
    let inputs = Signal<Double>(length: shape.length, width: shape.inputs, batch: shape.inputs)
    let outputs = Signal<Double>(length: shape.length, width: shape.outputs, batch: shape.inputs)
    for time in 0..<shape.length {
      for feature in 0..<shape.inputs { inputs[time, feature, feature] = 1 }
    }
    network.forward(parameters, inputs, outputs)
    let lags = Array(1..<max(shape.length, 1))
    return Series(
      x: lags.map(Double.init),
      y: lags.map { lag in mean(zip(outputs.row(lag, 0), outputs.row(lag - 1, 0)).map { abs($0 - $1) }) })
  }
}
