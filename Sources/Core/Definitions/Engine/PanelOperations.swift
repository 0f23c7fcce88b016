import CKernels
import Equations
import Numerics

/// Operations on whole panels other than products and chains: row after row, each over all lanes.
final class PanelOperations<Element: Scalar> {
  private let stride: Int
  /// Two rows, to which the rows of a panel are reduced.
  private let rows: Signal<Element>
  /// e^(a - b), for one row.
  private let exponentials: UnsafeMutablePointer<KernelOperation>
  private let places: UnsafeMutablePointer<UnsafeMutablePointer<Element>>
  private let moves: UnsafeMutablePointer<UInt8>

  init(stride: Int) {
    self.stride = stride
    rows = Signal(length: 2, width: 1, batch: stride)
    exponentials = .allocate(capacity: 2)
    (exponentials + 0).initialize(
      to: KernelOperation(code: ChainCode.subtract.rawValue, a: 0, b: 1, c: 0, to: 2, p: 0, q: 0))
    (exponentials + 1).initialize(
      to: KernelOperation(code: ChainCode.exp.rawValue, a: 2, b: 2, c: 2, to: 2, p: 0, q: 0))
    places = .allocate(capacity: 3)
    moves = .allocate(capacity: 3)
    for index in 0..<3 {
      (places + index).initialize(to: rows.step(0))
      (moves + index).initialize(to: 1)
    }
  }

  deinit {
    exponentials.deallocate()
    places.deallocate()
    moves.deallocate()
  }

  func total(
    _ from: UnsafePointer<Element>, _ to: UnsafeMutablePointer<Element>, _ count: Int, _ factor: Element
  ) {
    for lane in 0..<stride { to[lane] = from[lane] }
    for row in 1..<max(count, 1) {
      let part = from + row * stride
      for lane in 0..<stride { to[lane] += part[lane] }
    }
    if factor != 1 { for lane in 0..<stride { to[lane] *= factor } }
  }

  func softmax(_ from: UnsafePointer<Element>, _ to: UnsafeMutablePointer<Element>, _ count: Int) {
    let (largest, sum) = (rows.step(0), rows.step(1))
    for lane in 0..<stride {
      largest[lane] = from[lane]
      sum[lane] = 0
    }
    for row in 1..<max(count, 1) {
      let part = from + row * stride
      for lane in 0..<stride { largest[lane] = part[lane] > largest[lane] ? part[lane] : largest[lane] }
    }
    places[1] = largest
    for row in 0..<count {
      places[0] = UnsafeMutablePointer(mutating: from + row * stride)
      places[2] = to + row * stride
      Element.run(
        ElementChain(operations: exponentials, count: 2, places: places, moves: moves, length: stride, strip: stride))
      let part = to + row * stride
      for lane in 0..<stride { sum[lane] += part[lane] }
    }
    for lane in 0..<stride { sum[lane] = 1 / sum[lane] }
    for row in 0..<count {
      let part = to + row * stride
      for lane in 0..<stride { part[lane] *= sum[lane] }
    }
  }

  /// y ⊙ (g - ⟨g, y⟩).
  func softmaxSlope(
    _ slope: UnsafePointer<Element>, _ value: UnsafePointer<Element>, _ to: UnsafeMutablePointer<Element>, _ count: Int
  ) {
    let mean = rows.step(0)
    for lane in 0..<stride { mean[lane] = 0 }
    for row in 0..<count {
      let (g, y) = (slope + row * stride, value + row * stride)
      for lane in 0..<stride { mean[lane] += g[lane] * y[lane] }
    }
    for row in 0..<count {
      let (g, y, part) = (slope + row * stride, value + row * stride, to + row * stride)
      for lane in 0..<stride { part[lane] = y[lane] * (g[lane] - mean[lane]) }
    }
  }

  /// 1 in the row whose number stands in `from`, rounded, modulo the number of rows; 0 in the others.
  func symbol(_ from: UnsafePointer<Element>, _ to: UnsafeMutablePointer<Element>, _ count: Int) {
    clear(to, count: count * stride)
    for lane in 0..<stride {
      guard let row = SymbolNumber.row(of: Double(from[lane]), among: count) else { continue }
      to[row * stride + lane] = 1
    }
  }

  func remainder(
    _ first: UnsafePointer<Element>, _ second: UnsafePointer<Element>, _ to: UnsafeMutablePointer<Element>,
    _ count: Int
  ) {
    for index in 0..<count * stride {
      to[index] = Element(BinaryOperation.remainder(Double(first[index]), Double(second[index])))
    }
  }
}

/// The symbol that a number stands for.
enum SymbolNumber {
  /// The number, rounded, modulo `count`; nil where it is not finite.
  static func row(of number: Double, among count: Int) -> Int? {
    let row = BinaryOperation.remainder(number.rounded(), Double(count))
    // Of a number beyond what a machine counts exactly the remainder may be anything.
    return row.isNaN ? nil : Int(min(max(row, 0), Double(count - 1)))
  }
}
