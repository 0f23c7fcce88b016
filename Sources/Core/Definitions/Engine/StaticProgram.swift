import Equations
import Foundation
import Numerics
import Settings

/// The static values, which are the same at every step and for every sequence: the parameters and what depends only on them.
///
/// Values lie in one block, the parameters first and in their order, matrices row after row.
struct StaticProgram: Sendable {
  struct Value: Sendable {
    var operation: Graph.Operation
    var rows: Int
    var columns: Int
    /// Its place in the block.
    var start: Int
    /// Whether it depends on a parameter.
    var learns: Bool

    var count: Int { rows * columns }
  }

  private(set) var values: [Value] = []
  private(set) var count = 0
  private var known: [Graph.Operation: Int] = [:]

  mutating func value(_ operation: Graph.Operation, rows: Int, columns: Int = 1, learns: Bool) -> Int {
    if let index = known[operation], values[index].rows == rows, values[index].columns == columns { return index }
    values.append(Value(operation: operation, rows: rows, columns: columns, start: count, learns: learns))
    count += rows * columns
    known[operation] = values.count - 1
    return values.count - 1
  }

  mutating func constant(_ number: Double) -> Int { value(.constant(number), rows: 1, learns: false) }

  /// a + b or a - b; either may be a single number for all rows.
  mutating func sum(_ a: Int, _ b: Int, isNegative: Bool) -> Int {
    let rows = max(values[a].rows, values[b].rows)
    return value(
      .binary(isNegative ? .subtract : .add, a, b), rows: rows, columns: max(values[a].columns, values[b].columns),
      learns: values[a].learns || values[b].learns)
  }
}

extension StaticProgram {
  /// Computes everything after the parameters.
  func evaluate<Element: Scalar>(_ block: UnsafeMutablePointer<Element>) {
    for value in values { evaluate(value, block) }
  }

  private func evaluate<Element: Scalar>(_ value: Value, _ block: UnsafeMutablePointer<Element>) {
    let to = block + value.start
    func elements(_ a: Int, _ b: Int, _ apply: (Double, Double) -> Double) {
      let (x, y) = (values[a], values[b])
      for index in 0..<value.count {
        to[index] = Element(
          apply(
            Double(block[x.start + (x.count == 1 ? 0 : index)]), Double(block[y.start + (y.count == 1 ? 0 : index)])))
      }
    }
    switch value.operation {
    case .parameter, .input, .time, .delay: break
    case .constant(let number): to[0] = Element(number)
    case .element(let function, let a):
      for index in 0..<value.count { to[index] = Element(function(Double(block[values[a].start + index]))) }
    case .binary(let operation, let a, let b): elements(a, b, operation.callAsFunction)
    case .product(let a, let b):
      let (x, y) = (values[a], values[b])
      for row in 0..<value.rows {
        for column in 0..<value.columns {
          var sum = 0.0
          for inner in 0..<x.columns {
            sum +=
              Double(block[x.start + row * x.columns + inner]) * Double(block[y.start + inner * y.columns + column])
          }
          to[row * value.columns + column] = Element(sum)
        }
      }
    case .transpose(let a):
      for row in 0..<value.rows {
        for column in 0..<value.columns {
          to[row * value.columns + column] = block[values[a].start + column * value.rows + row]
        }
      }
    case .total(let a): to[0] = Element(sum(values[a], block))
    case .mean(let a): to[0] = Element(sum(values[a], block) / Double(values[a].count))
    case .softmax(let a):
      let x = values[a]
      let largest = (0..<x.count).reduce(-Double.infinity) { max($0, Double(block[x.start + $1])) }
      let powers = (0..<x.count).map { Foundation.exp(Double(block[x.start + $0]) - largest) }
      let total = powers.reduce(0, +)
      for index in 0..<x.count { to[index] = Element(powers[index] / total) }
    case .concat(let parts):
      var place = 0
      for part in parts {
        for index in 0..<values[part].count { to[place + index] = block[values[part].start + index] }
        place += values[part].count
      }
    case .symbol(let a, let count):
      let number = SymbolNumber.row(of: Double(block[values[a].start]), among: count)
      for index in 0..<count { to[index] = index == number ? 1 : 0 }
    }
  }

  private func sum<Element: Scalar>(_ value: Value, _ block: UnsafeMutablePointer<Element>) -> Double {
    (0..<value.count).reduce(0) { $0 + Double(block[value.start + $1]) }
  }

  /// Propagates the slopes of all values back to the parameters.
  func differentiate<Element: Scalar>(_ block: UnsafeMutablePointer<Element>, _ slopes: UnsafeMutablePointer<Element>) {
    for value in values.reversed() where value.learns { differentiate(value, block, slopes) }
  }

  private func differentiate<Element: Scalar>(
    _ value: Value, _ block: UnsafeMutablePointer<Element>, _ slopes: UnsafeMutablePointer<Element>
  ) {
    let (from, result) = (slopes + value.start, block + value.start)
    func elements(_ a: Int, _ b: Int, _ slope: (_ x: Double, _ y: Double, _ value: Double) -> (Double, Double)) {
      let (x, y) = (values[a], values[b])
      for index in 0..<value.count {
        let (i, j) = (x.start + (x.count == 1 ? 0 : index), y.start + (y.count == 1 ? 0 : index))
        let (first, second) = slope(Double(block[i]), Double(block[j]), Double(result[index]))
        if x.learns { slopes[i] += Element(Double(from[index]) * first) }
        if y.learns { slopes[j] += Element(Double(from[index]) * second) }
      }
    }
    switch value.operation {
    case .parameter, .constant, .input, .time, .delay, .symbol: break
    case .element(let function, let a):
      let start = values[a].start
      for index in 0..<value.count {
        let slope = function.slope(at: Double(block[start + index]), value: Double(result[index]))
        slopes[start + index] += Element(Double(from[index]) * slope)
      }
    case .binary(let operation, let a, let b): elements(a, b) { operation.slopes($0, $1, value: $2) }
    case .product(let a, let b):
      let (x, y) = (values[a], values[b])
      for row in 0..<value.rows {
        for column in 0..<value.columns {
          let slope = from[row * value.columns + column]
          for inner in 0..<x.columns {
            let (i, j) = (x.start + row * x.columns + inner, y.start + inner * y.columns + column)
            if x.learns { slopes[i] += slope * block[j] }
            if y.learns { slopes[j] += slope * block[i] }
          }
        }
      }
    case .transpose(let a):
      for row in 0..<value.rows {
        for column in 0..<value.columns {
          slopes[values[a].start + column * value.rows + row] += from[row * value.columns + column]
        }
      }
    case .total(let a): for index in 0..<values[a].count { slopes[values[a].start + index] += from[0] }
    case .mean(let a):
      let share = from[0] / Element(values[a].count)
      for index in 0..<values[a].count { slopes[values[a].start + index] += share }
    case .softmax(let a):
      var mean = Element(0)
      for index in 0..<value.count { mean += from[index] * result[index] }
      for index in 0..<value.count { slopes[values[a].start + index] += result[index] * (from[index] - mean) }
    case .concat(let parts):
      var place = 0
      for part in parts {
        if values[part].learns {
          for index in 0..<values[part].count { slopes[values[part].start + index] += from[place + index] }
        }
        place += values[part].count
      }
    }
  }
}
