/// The linear recurrence h_t = W h_{t-1} + U x_t, ŷ_t = cᵀ h_t of a scalar input, small enough to follow by hand.
struct LinearRecurrence {
  let width: Int
  /// W by rows, then U, then c: n² + 2n numbers.
  var parameters: [Double]

  /// W = λ Q for a random rotation Q and λ = `decay`, so that the powers of W shrink as λ^s in every direction.
  init(width: Int, decay: Double, using generator: inout Generator) {
    self.width = width
    var rows: [[Double]] = []
    while rows.count < width {
      var row = (0..<width).map { _ in generator.gaussian() }
      for _ in 0..<2 {
        for other in rows {
          let overlap = dot(row, other)
          row = zip(row, other).map { $0 - overlap * $1 }
        }
      }
      let norm = dot(row, row).squareRoot()
      if norm > 1e-3 { rows.append(row.map { $0 / norm }) }
    }
    let vectors = (0..<2 * width).map { _ in generator.gaussian() / Double(width).squareRoot() }
    parameters = rows.joined().map { decay * $0 } + vectors
  }

  private var inputOffset: Int { width * width }
  private var outputOffset: Int { width * width + width }
  private var input: [Double] { Array(parameters[inputOffset..<outputOffset]) }
  private var output: [Double] { Array(parameters[outputOffset...]) }

  private func advanced(_ vector: [Double]) -> [Double] {
    (0..<width).map { row in (0..<width).reduce(0) { $0 + parameters[row * width + $1] * vector[$1] } }
  }

  private func transposed(_ vector: [Double]) -> [Double] {
    (0..<width).map { column in (0..<width).reduce(0) { $0 + parameters[$1 * width + column] * vector[$1] } }
  }

  /// h_t for t = 0 … T-1.
  private func states(_ inputs: [Double]) -> [[Double]] {
    var state = [Double](repeating: 0, count: width)
    return inputs.map { value in
      state = zip(advanced(state), input).map { $0 + value * $1 }
      return state
    }
  }

  /// ŷ_t for t = 0 … T-1.
  func outputs(_ inputs: [Double]) -> [Double] { states(inputs).map { dot($0, output) } }

  /// ∂E/∂θ by backpropagation through time, given ∂E/∂ŷ_t as a function of the outputs.
  func gradient(_ inputs: [Double], outputGradient: ([Double]) -> [Double]) -> [Double] {
    let states = states(inputs)
    let slopes = outputGradient(states.map { dot($0, output) })
    var gradient = [Double](repeating: 0, count: parameters.count)
    var adjoint = [Double](repeating: 0, count: width)
    for step in inputs.indices.reversed() {
      adjoint = transposed(adjoint)
      for unit in 0..<width {
        adjoint[unit] += slopes[step] * output[unit]
        gradient[inputOffset + unit] += adjoint[unit] * inputs[step]
        gradient[outputOffset + unit] += slopes[step] * states[step][unit]
      }
      guard step > 0 else { break }
      for row in 0..<width {
        for column in 0..<width { gradient[row * width + column] += adjoint[row] * states[step - 1][column] }
      }
    }
    return gradient
  }

  /// ρ̂(s) = cᵀ W^s U for s = 0 … T-1.
  func impulseResponse(length: Int) -> [Double] {
    var state = input
    return (0..<length).map { _ in
      defer { state = advanced(state) }
      return dot(output, state)
    }
  }

  /// ∂ρ̂(s)/∂θ for s = 0 … T-1: Σ_{j<s} (Wᵀ)^j c (W^{s-1-j} U)ᵀ, (Wᵀ)^s c and W^s U.
  func impulseResponseJacobian(length: Int) -> [[Double]] {
    var forward = [input]
    var backward = [output]
    for lag in 1..<max(length, 1) {
      forward.append(advanced(forward[lag - 1]))
      backward.append(transposed(backward[lag - 1]))
    }
    return (0..<length).map { lag in
      var matrix = [Double](repeating: 0, count: width * width)
      for split in 0..<lag {
        for row in 0..<width {
          for column in 0..<width {
            matrix[row * width + column] += backward[split][row] * forward[lag - 1 - split][column]
          }
        }
      }
      return matrix + backward[lag] + forward[lag]
    }
  }
}

func dot(_ left: [Double], _ right: [Double]) -> Double {
  var sum = 0.0
  for index in left.indices { sum += left[index] * right[index] }
  return sum
}

/// √Σ x².
func norm(_ vector: [Double]) -> Double { dot(vector, vector).squareRoot() }
