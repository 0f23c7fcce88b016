import Numerics

/// The distribution of white inputs, with mean 0 and variance 1.
package enum InputDistribution: String, CaseIterable, Sendable {
  case gaussian, sign, uniform

  /// Fills the first feature of every sequence, one sequence after another.
  package func fill(_ inputs: Signal<Double>, from generator: inout Generator) {
    withUnsafeTemporaryAllocation(of: Double.self, capacity: Self.chunk) { chunk in
      for sequence in 0..<inputs.batch {
        for first in stride(from: 0, to: inputs.length, by: Self.chunk) {
          let numbers = UnsafeMutableBufferPointer(rebasing: chunk[..<min(Self.chunk, inputs.length - first)])
          draw(numbers, from: &generator)
          for (index, number) in numbers.enumerated() { inputs[first + index, 0, sequence] = number }
        }
      }
    }
  }

  /// Numbers that are drawn together, few enough for the stack.
  private static let chunk = 128

  private func draw(_ numbers: UnsafeMutableBufferPointer<Double>, from generator: inout Generator) {
    switch self {
    case .gaussian: generator.gaussians(into: numbers)
    case .sign: for index in numbers.indices { numbers[index] = generator.sign() }
    case .uniform:
      let bound = 3.0.squareRoot()
      for index in numbers.indices { numbers[index] = bound * (2 * generator.uniform() - 1) }
    }
  }
}
