import CKernels
import Foundation

/// What one operation of a chain computes of its operands x, y and z, and of its constants p and q.
package enum ChainCode: Int32, CaseIterable, Sendable {
  case affine, add, subtract, multiply, divide, multiplyAdd, multiplyFrom, scaleAdd
  case sigmoid, tanh, exp, log, sqrt, abs, sin, cos, relu, softplus, sign, power, raise, larger, smaller
  case sigmoidSlope, tanhSlope, passPositive, passAtLeast, passBelow, withSign

  /// The value, in double precision: what the kernels must give but for rounding.
  package func callAsFunction(_ x: Double, _ y: Double, _ z: Double, _ p: Double, _ q: Double) -> Double {
    switch self {
    case .affine: p * x + q
    case .add: x + y
    case .subtract: x - y
    case .multiply: x * y
    case .divide: x / y
    case .multiplyAdd: x * y + z
    case .multiplyFrom: z - x * y
    case .scaleAdd: p * x + y
    case .sigmoid: 1 / (1 + Foundation.exp(-x))
    case .tanh: Foundation.tanh(x)
    case .exp: Foundation.exp(x)
    case .log: Foundation.log(x)
    case .sqrt: x.squareRoot()
    case .abs: Swift.abs(x)
    case .sin: Foundation.sin(x)
    case .cos: Foundation.cos(x)
    case .relu: x < 0 ? 0 : x
    case .softplus: (x < 0 ? 0 : x) + log1p(Foundation.exp(-Swift.abs(x)))
    case .sign: x > 0 ? 1 : x < 0 ? -1 : 0
    case .power: pow(x, y)
    case .raise: pow(x, p)
    case .larger: x < y ? y : x
    case .smaller: x > y ? y : x
    case .sigmoidSlope: x * y * (1 - y)
    case .tanhSlope: x * (1 - y * y)
    case .passPositive: y > 0 ? x : 0
    case .passAtLeast: y >= z ? x : 0
    case .passBelow: y < z ? x : 0
    case .withSign: y > 0 ? x : y < 0 ? -x : 0
    }
  }
}

/// Operations one after another over panels of one size, strip by strip, so that what they hand on stays in the caches.
package struct ElementChain<Element: Scalar> {
  let operations: UnsafePointer<KernelOperation>
  let count: Int
  /// Where the operands and results lie.
  let places: UnsafePointer<UnsafeMutablePointer<Element>>
  /// 0 for a place that is scratch for one strip.
  let moves: UnsafePointer<UInt8>
  let length: Int
  let strip: Int

  package init(
    operations: UnsafePointer<KernelOperation>, count: Int, places: UnsafePointer<UnsafeMutablePointer<Element>>,
    moves: UnsafePointer<UInt8>, length: Int, strip: Int
  ) {
    self.operations = operations
    self.count = count
    self.places = places
    self.moves = moves
    self.length = length
    self.strip = strip
  }

  /// The plain loops: for `Double`, and what faster ones must agree with.
  func evaluate() {
    for start in stride(from: 0, to: length, by: strip) {
      let size = min(strip, length - start)
      for index in 0..<count { apply(operations[index], start, size) }
    }
  }

  @inline(__always)
  private func place(_ number: Int32, _ start: Int) -> UnsafeMutablePointer<Element> {
    places[Int(number)] + (moves[Int(number)] == 0 ? 0 : start)
  }

  private func apply(_ operation: KernelOperation, _ start: Int, _ size: Int) {
    guard let code = ChainCode(rawValue: operation.code) else { return }
    let (a, b, c) = (place(operation.a, start), place(operation.b, start), place(operation.c, start))
    let to = place(operation.to, start)
    let (p, q) = (Element(operation.p), Element(operation.q))
    switch code {
    case .affine: for i in 0..<size { to[i] = a[i] * p + q }
    case .add: for i in 0..<size { to[i] = a[i] + b[i] }
    case .subtract: for i in 0..<size { to[i] = a[i] - b[i] }
    case .multiply: for i in 0..<size { to[i] = a[i] * b[i] }
    case .divide: for i in 0..<size { to[i] = a[i] / b[i] }
    case .multiplyAdd: for i in 0..<size { to[i] = a[i] * b[i] + c[i] }
    case .multiplyFrom: for i in 0..<size { to[i] = c[i] - a[i] * b[i] }
    case .scaleAdd: for i in 0..<size { to[i] = a[i] * p + b[i] }
    case .sigmoidSlope: for i in 0..<size { to[i] = a[i] * (b[i] * (1 - b[i])) }
    case .tanhSlope: for i in 0..<size { to[i] = a[i] * (1 - b[i] * b[i]) }
    default:
      for i in 0..<size {
        to[i] = Element(code(Double(a[i]), Double(b[i]), Double(c[i]), Double(p), Double(q)))
      }
    }
  }
}

extension Float {
  package static func run(_ chain: ElementChain<Float>) {
    chain.places.withMemoryRebound(to: UnsafeMutablePointer<Float>.self, capacity: 1) {
      kernel_run_chain(chain.operations, chain.count, $0, chain.moves, chain.length, chain.strip)
    }
  }
}
