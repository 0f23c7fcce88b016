import Numerics

/// The memory function of a linear RNN of one input and one output by its formula, ρ̂(s) = cᵀ W^s U, and its Jacobian.
struct LinearMemory {
  private let width: Int
  /// W by rows, then U, then c, as `LinearRNN` lays them out: n² + 2n numbers.
  let parameters: [Double]

  /// W = λ Q for a random orthogonal Q and λ = `decay`, so that the powers of W shrink as λ^s in every direction.
  init(width: Int, decay: Double, from generator: inout Generator) {
    let matrix = orthogonalMatrix(size: width, from: &generator)
    let vectors = (0..<2 * width).map { _ in generator.gaussian() / Double(width).squareRoot() }
    self.init(width: width, parameters: matrix.map { decay * $0 } + vectors)
  }

  init(width: Int, parameters: [Double]) {
    self.width = width
    self.parameters = parameters
  }

  /// cᵀ W^s U for s = 0 … T-1.
  func values(length: Int) -> [Double] {
    let output = parameters[(width * width + width)...]
    return powers(length: length).map { state in zip(output, state).reduce(0) { $0 + $1.0 * $1.1 } }
  }

  /// ∂ρ̂(s)/∂θ for s = 0 … T-1: Σ_{j<s} (Wᵀ)^j c (W^{s-1-j} U)ᵀ, then (Wᵀ)^s c, then W^s U.
  func jacobian(length: Int) -> [[Double]] {
    let forward = powers(length: length)
    let backward = transposedPowers(length: length)
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

  /// W^s U for s = 0 … T-1.
  private func powers(length: Int) -> [[Double]] {
    iterate(parameters[(width * width)..<(width * width + width)], length: length) { row, column in
      row * width + column
    }
  }

  /// (Wᵀ)^s c for s = 0 … T-1.
  private func transposedPowers(length: Int) -> [[Double]] {
    iterate(parameters[(width * width + width)...], length: length) { row, column in column * width + row }
  }

  private func iterate(
    _ start: ArraySlice<Double>, length: Int, place: (_ row: Int, _ column: Int) -> Int
  ) -> [[Double]] {
    var vector = Array(start)
    return (0..<length).map { _ in
      defer {
        vector = (0..<width).map { row in
          (0..<width).reduce(0) { $0 + parameters[place(row, $1)] * vector[$1] }
        }
      }
      return vector
    }
  }
}
