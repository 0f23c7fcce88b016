import CKernels
import Foundation
import Testing

@testable import Numerics

@Suite("Functions in double precision")
struct DoubleFunctionTests {
  /// The function, the system's, what is tried between these ends beside numbers near zero, and units in the last place.
  private struct Subject: Sendable, CustomTestStringConvertible {
    let function: KernelFunction
    let name: String
    let range: ClosedRange<Double>
    let tolerance: Double
    let expected: @Sendable (Double) -> Double
    var testDescription: String { name }
  }

  private static let subjects = [
    Subject(function: .exponential, name: "exp", range: -708...709.7, tolerance: 2) { exp($0) },
    Subject(function: .tanh, name: "tanh", range: -30...30, tolerance: 4) { tanh($0) },
    Subject(function: .sigmoid, name: "sigmoid", range: -700...700, tolerance: 4) { 1 / (1 + exp(-$0)) },
    Subject(function: .logarithm, name: "log", range: 1e-300...1e6, tolerance: 2) { log($0) },
    Subject(function: .logarithmOfOnePlus, name: "log1p", range: -0.999...1e6, tolerance: 2) { log1p($0) },
    Subject(function: .softplus, name: "softplus", range: -700...700, tolerance: 4) {
      $0 > 0 ? $0 + log1p(exp(-$0)) : log1p(exp($0))
    },
    Subject(function: .normalCumulative, name: "normal", range: -37...37, tolerance: 12, expected: normal),
  ]

  /// Φ(x) = erfc(-x√½) / 2, where the slope makes good what was rounded in the argument: a unit there is x² units here.
  private static func normal(_ x: Double) -> Double {
    let root = 0.5.squareRoot()
    let argument = -x * root
    let rest = (-argument).addingProduct(-x, root) + x * 4.833646656726457e-17
    return (erfc(argument) - rest * 2 / Double.pi.squareRoot() * exp(-argument * argument)) / 2
  }

  /// Across the range, near its middle, and towards zero from both sides.
  private func numbers(_ range: ClosedRange<Double>) -> [Double] {
    var generator = Generator(seed: 1)
    return (0..<30_003).map { index in
      switch index % 3 {
      case 0: range.lowerBound + (range.upperBound - range.lowerBound) * generator.uniform()
      case 1: min(max(4 * generator.uniform() - 2, range.lowerBound), range.upperBound)
      default: max(generator.sign() * pow(10, -20 * generator.uniform()), range.lowerBound)
      }
    }
  }

  @Test(arguments: subjects)
  private func `a function agrees with the system's`(subject: Subject) {
    let x = numbers(subject.range)
    var y = x
    kernel_apply(subject.function, x, &y, x.count)
    for (x, y) in zip(x, y) {
      let expected = subject.expected(x)
      guard abs(expected) > 1e-306 else { continue }
      #expect(abs(y - expected) <= subject.tolerance * expected.ulp, "\(subject.name)(\(x))")
    }
  }

  @Test(arguments: subjects)
  private func `all forms of a function give the same bits`(subject: Subject) {
    let x = numbers(subject.range)
    var (plain, other) = (x, x)
    #expect(kernel_apply_form(.plain, subject.function, x, &plain, x.count) == 1)
    for form in [KernelForm.wide, .narrow] where kernel_apply_form(form, subject.function, x, &other, x.count) == 1 {
      #expect(plain == other)
    }
  }

  @Test(arguments: 0..<20)
  func `a function is applied to as many numbers as are asked for`(count: Int) {
    let x = (0..<24).map { Double($0) / 7 - 1 }
    var (all, some) = (x, x)
    kernel_apply(.tanh, x, &all, x.count)
    kernel_apply(.tanh, x, &some, count)
    #expect(some == Array(all[..<count] + x[count...]))
  }

  @Test func `the ends of the range are as they should be`() {
    func value(_ function: KernelFunction, _ x: Double) -> Double {
      var y = x
      kernel_apply(function, [x], &y, 1)
      return y
    }
    let functions: [KernelFunction] = [
      .exponential, .tanh, .sigmoid, .logarithm, .logarithmOfOnePlus, .softplus, .normalCumulative,
    ]
    #expect(functions.allSatisfy { value($0, .nan).isNaN })
    #expect(functions.map { value($0, .infinity) } == [.infinity, 1, 1, .infinity, .infinity, .infinity, 1])
    #expect(value(.exponential, -.infinity) == 0 && value(.exponential, -1e4) == 0)
    #expect(value(.tanh, -.infinity) == -1 && value(.tanh, -0.0).sign == .minus)
    #expect(value(.logarithm, 0) == -.infinity && value(.logarithm, -1).isNaN && value(.logarithm, 1) == 0)
    #expect(abs(value(.logarithm, Double.leastNonzeroMagnitude) - log(Double.leastNonzeroMagnitude)) < 1e-12)
    #expect(value(.logarithmOfOnePlus, -1) == -.infinity && value(.logarithmOfOnePlus, -2).isNaN)
    #expect(value(.softplus, -.infinity) == 0 && value(.normalCumulative, -.infinity) == 0)
  }

  @Test func `hardtanh cuts at one and keeps NaN`() {
    let x: [Double] = [-3, -1, -0.5, -0.0, 0.5, 1, 1.5, .nan]
    let signal = Signal<Double>(length: 1, width: 1, batch: 16)
    for (index, number) in x.enumerated() { signal[0, 0, index] = number }
    Activation.hardtanh.apply(signal.step(0), into: signal.step(0), count: 16)
    #expect(Array(signal.row(0, 0)[..<7]) == [-1, -1, -0.5, -0.0, 0.5, 1, 1] && signal[0, 0, 7].isNaN)
    let passed = Activation.hardtanh.passSlopes(SIMD8(repeating: 2), at: load(signal.step(0)), Double.self)
    #expect(passed == [0, 0, 2, 2, 2, 0, 0, 2])
    let single = Activation.hardtanh.passSlopes(SIMD16<Float>(repeating: 2), at: SIMD16(repeating: 1), Float.self)
    #expect(single == SIMD16() && Float.clamp(SIMD16(repeating: -7)) == SIMD16(repeating: -1))
  }
}
