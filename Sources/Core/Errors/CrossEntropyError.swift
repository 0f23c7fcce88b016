import CKernels
import Foundation
import Settings

/// The cross-entropy of symbols in nats, φ = -Σ_k y_k log softmax(ŷ)_k, with w_t = 1.
package struct CrossEntropyError: TemporalError {
  package static let name = "cross-entropy"
  package static let summary = "the mean cross-entropy of the softmax of the outputs, for tasks of symbols"

  package init(settings: Settings) {}

  package func weights(length: Int) -> [Double] { Array(repeating: 1, count: length) }
  package var comparesSymbols: Bool { true }
  package var exponent: Double? { nil }
  package func gaussianMean(variance: Double) -> Double? { nil }
  package func gaussianSlope(variance: Double) -> Double? { nil }

  /// ∂φ/∂ŷ = softmax(ŷ) Σ_k y_k - y.
  package func compare(
    _ outputs: UnsafeMutableBufferPointer<Double>, with targets: UnsafeBufferPointer<Double>, width: Int
  ) -> Double {
    let batch = outputs.count / width
    var sum = 0.0
    for sequence in 0..<batch {
      let places = stride(from: sequence, to: outputs.count, by: batch)
      let largest = places.reduce(-Double.infinity) { max($0, outputs[$1]) }
      for place in places {
        outputs[place] -= largest
        sum -= targets[place] * outputs[place]
      }
    }
    guard let base = outputs.baseAddress else { return 0 }
    kernel_apply(.exponential, base, base, outputs.count)
    for sequence in 0..<batch {
      let places = stride(from: sequence, to: outputs.count, by: batch)
      var (total, mass) = (0.0, 0.0)
      for place in places {
        mass += targets[place]
        total += outputs[place]
      }
      sum += mass * log(total)
      for place in places { outputs[place] = mass * outputs[place] / total - targets[place] }
    }
    return sum
  }
}
