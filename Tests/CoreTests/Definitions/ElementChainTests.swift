import CKernels
import Foundation
import Testing

@testable import Definitions
@testable import Equations
@testable import Errors
@testable import Models
@testable import Networks
@testable import Numerics
@testable import Settings
@testable import Statistics
@testable import Tasks
@testable import Theorems
@testable import Training

@Suite("Chains of element-wise operations")
struct ElementChainTests {
  @Test(arguments: ChainCode.allCases) func `the kernel agrees with the plain loops`(code: ChainCode) {
    let length = 1040
    let signals = (0..<4).map { _ in Signal<Float>(length: 1, width: 1, batch: length) }
    let exact = (0..<4).map { _ in Signal<Double>(length: 1, width: 1, batch: length) }
    var generator = Generator(seed: 5)
    for index in 0..<length {
      for signal in 0..<3 {
        var value = Float(3 * generator.gaussian())
        if [.log, .sqrt, .power, .raise].contains(code) { value = abs(value) + 0.01 }
        signals[signal].step(0)[index] = value
        exact[signal].step(0)[index] = Double(value)
      }
    }
    let operation = KernelOperation(code: code.rawValue, a: 0, b: 1, c: 2, to: 3, p: 1.5, q: -0.25)
    let moves: [UInt8] = [1, 1, 1, 1]
    func run<Element: Scalar>(_ signals: [Signal<Element>]) {
      let places = signals.map { $0.step(0) }
      withUnsafePointer(to: operation) { operation in
        places.withUnsafeBufferPointer { places in
          moves.withUnsafeBufferPointer { moves in
            guard let places = places.baseAddress, let moves = moves.baseAddress else { return }
            Element.run(
              ElementChain(operations: operation, count: 1, places: places, moves: moves, length: length, strip: 512))
          }
        }
      }
    }
    run(signals)
    run(exact)
    for index in 0..<length {
      let (found, expected) = (Double(signals[3].step(0)[index]), exact[3].step(0)[index])
      #expect(abs(found - expected) <= 1e-5 * (1 + abs(expected)), "\(code) at \(index)")
    }
  }
}
