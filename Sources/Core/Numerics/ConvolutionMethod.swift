import Foundation

/// How a causal convolution is computed.
package enum ConvolutionMethod: Sendable, CaseIterable {
  case direct, transform, fastest

  /// Whether sequences of `length` steps go through their spectra; from there on that is measured to be faster.
  func transforms(_ length: Int) -> Bool {
    switch self {
    case .direct: false
    case .transform: true
    case .fastest: length >= 96
    }
  }
}

/// Floating-point operations of one step of one sequence in a causal convolution.
package func convolutionOperations(length: Int) -> Double {
  ConvolutionMethod.fastest.transforms(length) ? 10 * log2(Double(length)) : Double(length)
}

/// Elements of one step of one sequence that a causal convolution keeps of each input.
package func convolutionWorkspace(length: Int) -> Int {
  let points = ConvolutionMethod.fastest.transforms(length) ? transformLength(atLeast: 2 * length - 1) : length
  return (points + length - 1) / length
}
