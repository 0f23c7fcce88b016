import Models
import Networks
import Numerics
import Settings
import Tasks

/// E Σ_t w_t (y_t - ŷ_t)² over white inputs, exactly, of a linear RNN that learns a linear functional.
///
/// What is quadratic in the inputs has over `whiteInputs` its expectation as its mean. It is not divided by T.
struct PopulationError {
  private let network: Network<Double>
  private let inputs: Signal<Double>
  private let targets: Signal<Double>
  private let outputs: Signal<Double>
  private let slopes: Signal<Double>

  init(width: Int, length: Int) {
    let argument = Argument(label: "width", value: Value(.number(Double(width))))
    let model = LinearRNN(settings: Settings(owner: LinearRNN.name, arguments: [argument]))
    let sequences = Self.whiteInputs(length: length)
    let signals = (0..<4).map { _ in Signal<Double>(length: length, width: 1, batch: sequences.count) }
    (inputs, targets, outputs, slopes) = (signals[0], signals[1], signals[2], signals[3])
    network = model.network(for: SequenceShape(length: length, inputs: 1, outputs: 1), batch: sequences.count)
    for (index, sequence) in sequences.enumerated() {
      for time in 0..<length { inputs[time, 0, index] = sequence[time] }
    }
  }

  /// The error of the model with `parameters`, for the target memory `target`.
  func value(parameters: [Double], target: [Double], weights: [Double]) -> Double {
    network.forward(parameters, inputs, outputs)
    return compare(target: target, weights: weights)
  }

  /// The error of a model with the memory function `memory`.
  func value(memory: [Double], target: [Double], weights: [Double]) -> Double {
    convolve(inputs, with: memory, into: outputs)
    return compare(target: target, weights: weights)
  }

  /// ∂E/∂θ by the model's own backpropagation through time.
  func gradient(parameters: [Double], target: [Double], weights: [Double]) -> [Double] {
    network.forward(parameters, inputs, outputs)
    _ = compare(target: target, weights: weights)
    var gradient = [Double](repeating: 0, count: parameters.count)
    network.backward(parameters, inputs, slopes, &gradient)
    return gradient
  }

  /// (E ‖∂E_x/∂h_τ‖²)^½ for τ = 0 … T-1, where E_x is the error of one sequence of inputs.
  func gradientByTime(parameters: [Double], target: [Double], weights: [Double]) -> [Double] {
    _ = gradient(parameters: parameters, target: target, weights: weights)
    let states = network.stateSlopes
    return weights.indices.map { time in
      let squares = (0..<states.width).reduce(0.0) { sum, unit in
        states.row(time, unit).reduce(sum) { $0 + $1 * $1 }
      }
      return (Double(inputs.batch) * squares).squareRoot()
    }
  }

  /// The error of the outputs, whose gradients -2 w_t (y_t - ŷ_t) over the number of sequences go to `slopes`.
  private func compare(target: [Double], weights: [Double]) -> Double {
    convolve(inputs, with: target, into: targets)
    let share = 1 / Double(inputs.batch)
    var error = 0.0
    for time in weights.indices {
      for sequence in 0..<inputs.batch {
        let deviation = targets[time, 0, sequence] - outputs[time, 0, sequence]
        error += share * weights[time] * deviation * deviation
        slopes[time, 0, sequence] = -2 * share * weights[time] * deviation
      }
    }
    return error
  }

  /// Rows of a Hadamard matrix (Sylvester 1867), x_t = (-1)^{bits of r & t} in row r: over the rows the mean of
  /// x_i x_j is exactly 1 for i = j and 0 for i ≠ j, as it is for white inputs of unit variance.
  static func whiteInputs(length: Int) -> [[Double]] {
    var count = 1
    while count < length { count *= 2 }
    return (0..<count).map { row in (0..<length).map { (row & $0).nonzeroBitCount.isMultiple(of: 2) ? 1 : -1 } }
  }
}
