import Numerics

/// h + O [heads of attention of Q a, K a and V a], a the normalised h.
///
/// Its parameters are Q, K and V of shape (d, d) below one another, then O (d, d); head i has rows i d/heads and so on of Q, K
/// and V, and these columns of O.
final class SelfAttention<Element: Scalar> {
  /// Of sixteen sequences: queries, keys and values of each head as blocks of time, outputs, and sums of the softmax.
  struct Kept {
    let projections: Signal<Element>
    let outputs: Signal<Element>
    let sums: Signal<Element>

    init(length: Int, width: Int, heads: Int) {
      projections = Signal(length: 3 * heads * length, width: width / heads, batch: 16)
      outputs = Signal(length: heads * length, width: width / heads, batch: 16)
      sums = Signal(length: heads * length, width: 3, batch: 16)
    }
  }

  private let length: Int
  private let width: Int
  private let heads: Int
  private let attention: CausalAttention<Element>
  /// The rows of Q, K and V of each head.
  private let projections: [PackedTaps<Element>]
  private let transposedProjections: PackedTaps<Element>
  private let output: PackedTaps<Element>
  private let transposedOutputs: [PackedTaps<Element>]

  init(length: Int, width: Int, heads: Int) {
    let own = width / heads
    self.length = length
    self.width = width
    self.heads = heads
    attention = CausalAttention(length: length, width: own)
    projections = (0..<3 * heads).map { _ in PackedTaps(rows: own, columns: width) }
    transposedProjections = PackedTaps(rows: width, columns: own, taps: 3 * heads)
    output = PackedTaps(rows: width, columns: own, taps: heads)
    transposedOutputs = (0..<heads).map { _ in PackedTaps(rows: own, columns: width) }
  }

  /// The features of a head.
  private var own: Int { width / heads }
  /// Elements from a block of time to the next.
  private var lag: Int { length * own * 16 }

  func pack(_ parameters: UnsafePointer<Element>) {
    for (block, projection) in projections.enumerated() {
      let matrix = MatrixView(parameters + block * own * width, rows: own, columns: width)
      projection.pack(matrix)
      transposedProjections.pack(matrix.transposed, tap: block)
    }
    for (head, transposed) in transposedOutputs.enumerated() {
      let matrix = MatrixView(
        parameters + 3 * width * width + head * own, rows: width, columns: own, rowStride: width, columnStride: 1)
      output.pack(matrix, tap: head)
      transposed.pack(matrix.transposed)
    }
  }

  /// Keeps queries, keys and values at `times`, whose first step is step 0 of `a`.
  func project(_ a: Columns<Element>, _ kept: Kept, _ times: Range<Int>) {
    for (block, projection) in projections.enumerated() {
      let start = block * length + times.lowerBound
      projection.multiply(a, into: Columns(kept.projections).from(start), count: times.count)
    }
  }

  func attend(_ kept: Kept) {
    for head in 0..<heads {
      attention.forward(
        arrays(head, kept.projections, kept.outputs), Columns(kept.sums).from(head * length))
    }
  }

  /// Adds O o to h at `times`.
  func addOutput(_ kept: Kept, _ times: Range<Int>, to h: Columns<Element>) {
    output.multiply(
      Columns(kept.outputs).from(times.lowerBound), lag: lag, into: h.from(times.lowerBound), count: times.count,
      adding: true)
  }

  /// Writes ∂E/∂o at `times`, where `h` has ∂E/∂h, and adds to the gradient of O.
  func backwardOutput(
    _ h: Columns<Element>, _ kept: Kept, _ times: Range<Int>, into slopes: Kept,
    _ gradient: UnsafeMutablePointer<Element>
  ) {
    for (head, transposed) in transposedOutputs.enumerated() {
      let start = head * length + times.lowerBound
      transposed.multiply(h.from(times.lowerBound), into: Columns(slopes.outputs).from(start), count: times.count)
      addOuterProducts(
        h.from(times.lowerBound), rows: width, Columns(kept.outputs).from(start), columns: own, count: times.count,
        to: gradient + 3 * width * width + head * own, pitch: width)
    }
  }

  func backwardAttention(_ kept: Kept, into slopes: Kept) {
    for head in 0..<heads {
      attention.backward(
        arrays(head, kept.projections, kept.outputs), Columns(kept.sums).from(head * length),
        slope: arrays(head, slopes.projections, slopes.outputs))
    }
  }

  /// Writes ∂E/∂a at `times`, and adds to the gradient of Q, K and V.
  func backwardProjections(
    _ a: Columns<Element>, _ slopes: Kept, _ times: Range<Int>, into aSlopes: Columns<Element>,
    _ gradient: UnsafeMutablePointer<Element>
  ) {
    let start = Columns(slopes.projections).from(times.lowerBound)
    transposedProjections.multiply(start, lag: lag, into: aSlopes, count: times.count)
    for block in 0..<3 * heads {
      addOuterProducts(
        start.from(block * length), rows: own, a, columns: width, count: times.count,
        to: gradient + block * own * width, pitch: width)
    }
  }

  private func arrays(
    _ head: Int, _ projections: Signal<Element>, _ outputs: Signal<Element>
  ) -> CausalAttention<Element>.Head {
    let columns = Columns(projections)
    return CausalAttention.Head(
      query: columns.from(head * length), key: columns.from((heads + head) * length),
      value: columns.from((2 * heads + head) * length), output: Columns(outputs).from(head * length))
  }
}
