import Numerics

/// o_t = Σ_{s≤t} p_ts v_s with p_t = softmax over s ≤ t of q_t · k_s / √d, one head of sixteen sequences.
///
/// The weights of a block of queries and keys live in the cache and are computed again in the backward pass (Dao et al. 2022),
/// so that memory grows with the length and not with its square. Keys after the queries are left out.
final class CausalAttention<Element: Scalar> {
  /// The four arrays of one head, or their slopes, from step 0 on.
  struct Head {
    let query: Columns<Element>
    let key: Columns<Element>
    let value: Columns<Element>
    let output: Columns<Element>
  }

  private static var queries: Int { 32 }
  private static var keys: Int { 48 }
  private let length: Int
  private let width: Int
  private let softmax: RunningSoftmax<Element>
  /// p of a block, and ∂E/∂(q · k), of shape (queries, keys).
  private let weights: Signal<Element>
  private let slopes: Signal<Element>

  init(length: Int, width: Int) {
    self.length = length
    self.width = width
    softmax = RunningSoftmax(width: width)
    weights = Signal(length: Self.queries, width: Self.keys, batch: 16)
    slopes = Signal(length: Self.queries, width: Self.keys, batch: 16)
  }

  /// Writes the output, and what `backward` needs of the softmax of each step to `sums`.
  func forward(_ head: Head, _ sums: Columns<Element>) {
    for first in stride(from: 0, to: length, by: Self.queries) {
      let end = min(first + Self.queries, length)
      for key in stride(from: 0, to: end, by: Self.keys) {
        forEachFour(first..<end, key) { row, rows, seen in
          multiply(head.query, first + row, head.key, key, into: weights, row, rows, seen)
          for time in first + row..<first + row + rows {
            softmax.add(
              weights.step(time - first), valid: min(seen, time + 1 - key), of: seen, isFirst: key == 0, sums[time],
              head.output[time])
          }
          Element.multiply(
            LaneProduct(
              a: LaneMatrix(Columns(weights)).from(row), b: LaneMatrix(head.value).from(key),
              c: LaneMatrix(head.output).from(first + row), rows: rows, columns: width, depth: seen, adding: key > 0))
        }
      }
      for time in first..<end { softmax.finish(sums[time], head.output[time]) }
    }
  }

  /// Writes ∂E/∂q, ∂E/∂k and ∂E/∂v to `slope`, where its output has ∂E/∂o.
  func backward(_ head: Head, _ sums: Columns<Element>, slope: Head) {
    clear(slope.key.base, count: length * slope.key.step)
    clear(slope.value.base, count: length * slope.value.step)
    for first in stride(from: 0, to: length, by: Self.queries) {
      let end = min(first + Self.queries, length)
      for time in first..<end { softmax.prepare(sums[time], head.output[time], slope.output[time]) }
      for key in stride(from: 0, to: end, by: Self.keys) {
        forEachFour(first..<end, key) { row, rows, seen in
          multiply(head.query, first + row, head.key, key, into: weights, row, rows, seen)
          multiply(slope.output, first + row, head.value, key, into: slopes, row, rows, seen)
          for time in first + row..<first + row + rows {
            softmax.differentiate(
              weights.step(time - first), slopes.step(time - first), valid: min(seen, time + 1 - key), of: seen,
              sums[time])
          }
          Element.multiply(
            LaneProduct(
              a: LaneMatrix(Columns(slopes)).from(row), b: LaneMatrix(head.key).from(key),
              c: LaneMatrix(slope.query).from(first + row), rows: rows, columns: width, depth: seen, adding: key > 0))
        }
        addKeySlopes(head, slope, first..<end, key)
      }
    }
  }

  /// ∂E/∂v_s += Σ_t p_ts ∂E/∂o_t and ∂E/∂k_s += Σ_t ∂E/∂(q_t · k_s) q_t, over the queries of a block from s on.
  private func addKeySlopes(_ head: Head, _ slope: Head, _ queries: Range<Int>, _ key: Int) {
    let keys = min(Self.keys, queries.upperBound - key)
    for column in stride(from: 0, to: keys, by: 4) {
      let rows = min(4, keys - column)
      addTransposed(weights, slope.output, queries, column, rows, to: slope.value, key)
      addTransposed(slopes, head.query, queries, column, rows, to: slope.key, key)
    }
  }

  /// Adds Σ_t m_ts x_t to `rows` steps of y from `key` + `column` on, m the block of queries and keys in hand.
  private func addTransposed(
    _ matrix: Signal<Element>, _ x: Columns<Element>, _ queries: Range<Int>, _ column: Int, _ rows: Int,
    to y: Columns<Element>, _ key: Int
  ) {
    let first = max(queries.lowerBound, key + column)
    Element.multiply(
      LaneProduct(
        a: LaneMatrix(Columns(matrix)).from(first - queries.lowerBound, column).transposed,
        b: LaneMatrix(x).from(first), c: LaneMatrix(y).from(key + column), rows: rows, columns: width,
        depth: queries.upperBound - first, adding: true))
  }

  /// Calls `body` for every four queries of a block with their first row, their number, and how many keys from `key` on at
  /// least one of them sees; these are all keys of the block, or as many as to the last of the four.
  @inline(__always)
  private func forEachFour(_ queries: Range<Int>, _ key: Int, _ body: (Int, Int, Int) -> Void) {
    for first in stride(from: queries.lowerBound, to: queries.upperBound, by: 4) {
      let end = min(first + 4, queries.upperBound)
      if end > key { body(first - queries.lowerBound, end - first, min(Self.keys, end - key)) }
    }
  }

  /// The products of `rows` steps of x from `first` on with `columns` steps of y from `second` on.
  private func multiply(
    _ x: Columns<Element>, _ first: Int, _ y: Columns<Element>, _ second: Int, into result: Signal<Element>,
    _ row: Int, _ rows: Int, _ columns: Int
  ) {
    Element.multiply(
      LaneProduct(
        a: LaneMatrix(x).from(first), b: LaneMatrix(y).from(second).transposed,
        c: LaneMatrix(Columns(result)).from(row), rows: rows, columns: columns, depth: width, adding: false))
  }
}
