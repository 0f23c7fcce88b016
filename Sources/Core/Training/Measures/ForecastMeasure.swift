import Models
import Networks
import Statistics
import Tasks

extension TrainedModel {
  /// The forecasts of the part of a series that was kept, each from the whole window before it; nil for another task.
  var forecasts: Series? {
    guard let task = run.task as? Forecast else { return nil }
    let size = min(64, max(task.keptWindows, 1))
    let network: Network<Double> = run.model.network(for: task.shape, batch: size)
    let batch = Batch<Double>(task.shape, count: size)
    let parameters = parameters(at: .end)
    var forecasts = Series(x: [], y: [])
    for first in stride(from: 0, to: task.keptWindows, by: size) {
      for sequence in 0..<size {
        let window = min(first + sequence, task.keptWindows - 1)
        task.fillKept(window, inputs: batch.inputs, targets: batch.targets, sequence: sequence)
      }
      network.forward(parameters, batch.inputs, batch.outputs)
      for sequence in 0..<min(size, task.keptWindows - first) {
        let output = batch.outputs[task.shape.length - 1, 0, sequence]
        let (time, value) = task.forecast(of: output, window: first + sequence)
        forecasts.x.append(time)
        forecasts.y.append(value)
      }
    }
    return forecasts
  }
}
