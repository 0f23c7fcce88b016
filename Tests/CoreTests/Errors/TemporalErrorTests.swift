import Foundation
import Testing

@testable import Errors
@testable import Settings
@testable import Statistics

@Suite("Errors")
struct TemporalErrorTests {
  /// Σ φ and the slopes of one sequence with the outputs at one step.
  private func compare(_ error: any TemporalError, _ outputs: [Double], _ targets: [Double]) -> (Double, [Double]) {
    var slopes = outputs
    let value = slopes.withUnsafeMutableBufferPointer { slopes in
      targets.withUnsafeBufferPointer { error.compare(slopes, with: $0, width: targets.count) }
    }
    return (value, slopes)
  }

  @Test(arguments: examples(of: .errors))
  func `weights have mean 1, and none is negative`(text: String) throws {
    let error = try Catalogue.errors.make(text)
    for length in [1, 2, 100, 1000] {
      let weights = error.weights(length: length)
      #expect(weights.count == length)
      #expect(weights.allSatisfy { $0 >= 0 })
      #expect(abs(mean(weights) - 1) < 1e-12)
      #expect(error.flaw(length: length) == nil)
    }
  }

  @Test(arguments: examples(of: .errors))
  func `slopes are finite differences, and nothing is less than equality`(text: String) throws {
    let error = try Catalogue.errors.make(text)
    let targets = [0.25, 0.75, 0]
    let outputs = [-2.5, 0.3, 4]
    let (value, slopes) = compare(error, outputs, targets)
    for index in outputs.indices {
      var (above, below) = (outputs, outputs)
      above[index] += 1e-6
      below[index] -= 1e-6
      let finite = (compare(error, above, targets).0 - compare(error, below, targets).0) / 2e-6
      #expect(abs(finite - slopes[index]) < 1e-8)
    }
    let best = error.comparesSymbols ? targets.map { log(max($0, 1e-300)) } : targets
    let (least, flat) = compare(error, best, targets)
    #expect(least < value && flat.allSatisfy { abs($0) < 1e-12 })
    #expect(error.comparesSymbols || least == 0)
  }

  @Test(arguments: ["squared", "absolute", "huber(delta: 0.7)", "log-cosh", "rescaled(of: huber)"], [0.01, 0.6, 9])
  func `the Gaussian slope is the derivative of the mean over normal residuals`(text: String, variance: Double) throws {
    let error = try Catalogue.errors.make(text)
    func expected(_ variance: Double) -> Double {
      stride(from: -9.0, to: 9, by: 0.001).reduce(0) { sum, z in
        sum + exp(-z * z / 2) * compare(error, [variance.squareRoot() * z], [0]).0
      } * 0.001 / (2 * Double.pi).squareRoot()
    }
    let finite = (expected(variance * 1.001) - expected(variance * 0.999)) / (variance * 0.002)
    #expect(abs(try #require(error.gaussianSlope(variance: variance)) / finite - 1) < 1e-5)
  }

  @Test func `values by hand`() throws {
    func value(_ text: String, _ outputs: [Double], _ targets: [Double]) throws -> Double {
      compare(try Catalogue.errors.make(text), outputs, targets).0
    }
    #expect(try value("squared", [1, 5], [0, 2]) == 5)
    #expect(try value("absolute", [1, -5], [0, -2]) == 2)
    #expect(try value("huber(delta: 2)", [1, -5], [0, -2]) == (0.5 + 2 * (3 - 1)) / 2)
    #expect(abs(try value("log-cosh", [1.5], [0.5]) - log(cosh(1))) < 1e-15)
    #expect(abs(try value("cross-entropy", [0, 0, 0, 0], [0, 1, 0, 0]) - log(4)) < 1e-15)
    #expect(abs(try value("cross-entropy", [1e4, 0], [0, 1]) - 1e4) < 1e-9)
  }

  @Test func `weights by hand`() throws {
    func weights(_ text: String, _ length: Int) throws -> [Double] {
      try Catalogue.errors.make(text).weights(length: length)
    }
    #expect(try weights("last-step", 4) == [0, 0, 0, 4])
    #expect(try weights("masked", 4) == [0, 0, 2, 2])
    #expect(try weights("masked(from: 1)", 3) == [0, 0, 3])
    let growing = try weights("exponential(rate: 0.3)", 20)
    for time in 1..<20 { #expect(abs(growing[time] / growing[time - 1] - exp(0.3)) < 1e-12) }
    #expect(try weights("exponential(rate: 0.3, towards: start)", 20) == growing.reversed())
    #expect(try weights("rescaled(convention: authors)", 50) == weights("rescaled(power: 4)", 50))
    #expect(try weights("rescaled(of: absolute, convention: authors)", 50) == weights("rescaled", 50))
  }

  @Test func `rescaled weights grow as the power of time`() throws {
    let weights = try Catalogue.errors.make("rescaled(power: 2)").weights(length: 9)
    for time in 0..<9 { #expect(abs(weights[time] / weights[0] - Double((time + 1) * (time + 1))) < 1e-10) }
    #expect(try Catalogue.errors.make("rescaled(power: 0)").weights(length: 9) == Array(repeating: 1, count: 9))
  }

  @Test(arguments: [-1e300, -40, -2, -0.5, 1e-300, 17, 1000, 1e300])
  func `a power of any size and sign gives weights of mean 1`(power: Double) throws {
    for length in [1, 2, 9, 4096] {
      let weights = RescaledError.weights(length: length, power: power)
      #expect(weights.allSatisfy { $0 >= 0 && $0.isFinite })
      #expect(abs(mean(weights) - 1) < 1e-9)
      let ordered = power < 0 ? weights.reversed() : weights
      #expect(zip(ordered, ordered.dropFirst()).allSatisfy { $0 <= $1 })
    }
    #expect(try Catalogue.errors.make("rescaled(power: \(power))").flaw(length: 9) == nil)
  }

  @Test func `negative powers fall as they say, and large ones leave the last step`() {
    let falling = RescaledError.weights(length: 3, power: -1)
    for (weight, expected) in zip(falling, [18.0 / 11, 9.0 / 11, 6.0 / 11]) { #expect(abs(weight - expected) < 1e-14) }
    #expect(RescaledError.weights(length: 4, power: 1e5) == [0, 0, 0, 4])
    #expect(RescaledError.weights(length: 4, power: -1e5) == [4, 0, 0, 0])
  }

  @Test func `a formula gives the weights that the named error has`() throws {
    let named = try Catalogue.errors.make("rescaled(power: 2, of: absolute)")
    let written = try Catalogue.errors.make("weighted(by: \"((t+1)/(T+1))^2\", of: absolute)")
    #expect(zip(named.weights(length: 50), written.weights(length: 50)).allSatisfy { abs($0 - $1) < 1e-12 })
    #expect(written.exponent == 1)
    #expect(try Catalogue.errors.make("\"T-t\"").weights(length: 2).map { ($0 * 3).rounded() } == [4, 2])
  }

  @Test(arguments: [
    ("rescaled(power: steep)", ["'power' cannot be steep", "it takes any number", "steep"]),
    ("rescale", ["unknown error 'rescale'", "did you mean 'rescaled'?", "rescale"]),
    (
      "rescaled(of: huber, convention: authors)",
      [
        "'huber' is not a power of the residual, so rescaling the outputs gives it no weights",
        "leave out convention, or choose squared or absolute", "rescaled(of: huber, convention: authors)",
      ]
    ),
    (
      "exponential(towards: middle)",
      ["'towards' cannot be 'middle'", "choose one of end, start", "middle"]
    ),
    ("masked(from: 2)", ["'from' cannot be 2", "it takes a number from 0 to 1", "2"]),
    ("weighted", ["'weighted' needs 'by'", "add by: \"t + 1\"", "weighted"]),
    (
      "\"-1\"",
      ["the weight of step t = 0 of T = 8 is not positive", "weights are positive at every t from 0 to T-1", "\"-1\""]
    ),
    (
      "weighted(by: \"t\")",
      ["the weight of step t = 0 of T = 8 is not positive", "weights are positive at every t from 0 to T-1", "\"t\""]
    ),
    (
      "\"log(t-9)\"",
      [
        "the weight of step t = 0 of T = 8 is not a number", "weights are positive at every t from 0 to T-1",
        "\"log(t-9)\"",
      ]
    ),
    (
      "\"1 + s\"",
      [
        "unknown name 's' in this formula",
        "it takes t, T and the functions exp, log, sqrt, abs, sin, cos, tanh, min, max", "s",
      ]
    ),
  ])
  func `a bad error is refused at its place`(text: String, expected: [String]) {
    #expect(complaint(about: text, in: .errors) == expected)
  }
}
