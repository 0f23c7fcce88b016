import Numerics
import Tasks

/// ∂E/∂h_τ of a diagonal recurrence h_t = λ ⊙ h_{t-1} + …, v_t = Re C h_t, computed when it is asked for.
///
/// ∂E/∂h_τ = Cᴴ ∂E/∂v_τ + conj(λ) ∂E/∂h_{τ+1}, with the derivatives by the real parts in features 0 … N-1 and those by
/// the imaginary parts in N … 2N-1.
package final class AdjointRecurrence<Element: Scalar> {
  private let shape: SequenceShape
  private let width: Int
  private let batch: Int
  /// λ, then one row of C for each output, all as real parts before imaginary parts.
  private var coefficients: [Element]
  private var slopes: Signal<Element>?

  package init(shape: SequenceShape, width: Int, batch: Int) {
    self.shape = shape
    self.width = width
    self.batch = batch
    coefficients = Array(repeating: 0, count: 2 * width * (1 + shape.outputs))
  }

  /// Notes λ and C.
  package func keep(recurrence: UnsafePointer<Element>, output: UnsafePointer<Element>) {
    for index in 0..<2 * width { coefficients[index] = recurrence[index] }
    for index in 0..<2 * width * shape.outputs { coefficients[2 * width + index] = output[index] }
  }

  /// Notes ∂E/∂v_t.
  package func keep(_ slopes: Signal<Element>) { self.slopes = slopes }

  package var stateSlopes: Signal<Element> {
    let result = Signal<Element>(length: shape.length, width: 2 * width, batch: batch)
    guard let slopes else { return result }
    for time in (0..<shape.length).reversed() {
      for unit in 0..<width {
        let (real, imaginary) = (result.row(time, unit), result.row(time, width + unit))
        for sequence in 0..<batch {
          for output in 0..<shape.outputs {
            let row = 2 * width * (1 + output) + unit
            real[sequence] += coefficients[row] * slopes[time, output, sequence]
            imaginary[sequence] -= coefficients[row + width] * slopes[time, output, sequence]
          }
          guard time + 1 < shape.length else { continue }
          let (a, b) = (result[time + 1, unit, sequence], result[time + 1, width + unit, sequence])
          real[sequence] += coefficients[unit] * a + coefficients[width + unit] * b
          imaginary[sequence] += coefficients[unit] * b - coefficients[width + unit] * a
        }
      }
    }
    return result
  }
}
