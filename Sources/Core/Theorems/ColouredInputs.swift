import Numerics

/// A stationary Gaussian process of variance 1 whose values are correlated in time.
enum ColouredInputs {
  /// x_t = a x_{t-1} + (1-a²)^½ ξ_t, with R(k) = a^{|k|}.
  case autoregressive(Double)
  /// x_t ∝ Σ_j c_j ξ_{t-j}, with R(k) ∝ Σ_j c_j c_{j+|k|}.
  case movingAverage([Double])

  /// R(0) … R(T-1).
  func autocovariance(length: Int) -> [Double] {
    switch self {
    case .autoregressive(let persistence):
      var power = 1.0
      return (0..<length).map { _ in
        defer { power *= persistence }
        return power
      }
    case .movingAverage(let coefficients):
      let products = (0..<length).map { lag in
        zip(coefficients, coefficients.dropFirst(lag)).reduce(0) { $0 + $1.0 * $1.1 }
      }
      return products.map { $0 / products[0] }
    }
  }

  /// x_0 … x_{T-1}.
  func sample(length: Int, from generator: inout Generator) -> [Double] {
    switch self {
    case .autoregressive(let persistence):
      let innovation = (1 - persistence * persistence).squareRoot()
      var value = generator.gaussian()
      return (0..<length).map { _ in
        defer { value = persistence * value + innovation * generator.gaussian() }
        return value
      }
    case .movingAverage(let coefficients):
      let noise = (0..<length + coefficients.count - 1).map { _ in generator.gaussian() }
      let size = euclideanNorm(coefficients)
      return (0..<length).map { time in
        zip(coefficients, noise[time...]).reduce(0) { $0 + $1.0 * $1.1 } / size
      }
    }
  }
}
