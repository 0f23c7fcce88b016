import Numerics

/// ŷ_t = C h_t + d over columns; C is (outputs, H), d follows it.
final class ColumnReadout<Element: Scalar> {
  private let outputs: Int
  private let width: Int
  private let weights: PackedTaps<Element>
  private let transposed: PackedTaps<Element>
  private var constants: [Element]
  private let sums: Signal<Element>

  init(outputs: Int, width: Int) {
    self.outputs = outputs
    self.width = width
    weights = PackedTaps(rows: outputs, columns: width)
    transposed = PackedTaps(rows: width, columns: outputs)
    constants = Array(repeating: 0, count: outputs)
    sums = Signal(length: 1, width: outputs, batch: 16)
  }

  func pack(_ parameters: UnsafePointer<Element>) {
    let matrix = MatrixView(parameters, rows: outputs, columns: width)
    weights.pack(matrix)
    transposed.pack(matrix.transposed)
    for output in 0..<outputs { constants[output] = parameters[outputs * width + output] }
  }

  @inline(__always)
  func forward(_ states: Columns<Element>, into results: Columns<Element>, _ count: Int) {
    weights.multiply(states, into: results, count: count, constants: constants)
  }

  /// ∂E/∂h_t = Cᵀ ∂E/∂ŷ_t.
  @inline(__always)
  func backward(_ resultSlopes: Columns<Element>, into stateSlopes: Columns<Element>, _ count: Int) {
    transposed.multiply(resultSlopes, into: stateSlopes, count: count)
  }

  @inline(__always)
  func addGradient(
    _ states: Columns<Element>, _ resultSlopes: Columns<Element>, count: Int, to gradient: UnsafeMutablePointer<Element>
  ) {
    addOuterProducts(
      resultSlopes, rows: outputs, states, columns: width, count: count, to: gradient, pitch: width)
    clear(sums.step(0), count: outputs * 16)
    addSteps(resultSlopes, width: outputs, count: count, to: sums.step(0))
    addTotals(of: sums.step(0), width: outputs, to: gradient + outputs * width)
  }
}
