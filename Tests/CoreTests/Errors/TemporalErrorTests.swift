import Foundation
import Testing

@testable import Core

@Suite("Errors")
struct TemporalErrorTests {
  @Test(arguments: examples(of: .errors))
  func `weights are positive with mean 1`(text: String) throws {
    let error = try Catalogue.errors.make(text)
    for length in [1, 2, 100, 1000] {
      let weights = error.weights(length: length)
      #expect(weights.count == length)
      #expect(weights.allSatisfy { $0 > 0 })
      #expect(abs(mean(weights) - 1) < 1e-12)
    }
  }

  @Test(arguments: examples(of: .errors))
  func `an error is a power of the residual, with its slope`(text: String) throws {
    let error = try Catalogue.errors.make(text)
    for residual in [-2.5, -0.1, 0, 0.3, 4] {
      var slopes = [residual]
      let value = slopes.withUnsafeMutableBufferPointer { error.differentiate($0) }
      #expect(abs(value - pow(abs(residual), error.exponent)) < 1e-12)
      let slope = residual == 0 ? 0 : error.exponent * value / residual
      #expect(abs(slopes[0] - slope) < 1e-12)
    }
  }

  @Test func `rescaled weights grow as the power of time`() throws {
    let weights = try Catalogue.errors.make("rescaled(power: 2)").weights(length: 9)
    for time in 0..<9 { #expect(abs(weights[time] / weights[0] - Double((time + 1) * (time + 1))) < 1e-10) }
    #expect(try Catalogue.errors.make("rescaled(power: 0)").weights(length: 9) == Array(repeating: 1, count: 9))
  }

  @Test func `a formula gives the weights that the named error has`() throws {
    let named = try Catalogue.errors.make("rescaled(power: 2, of: absolute)")
    let written = try Catalogue.errors.make("weighted(by: \"((t+1)/(T+1))^2\", of: absolute)")
    #expect(zip(named.weights(length: 50), written.weights(length: 50)).allSatisfy { abs($0 - $1) < 1e-12 })
    #expect(written.exponent == 1)
    #expect(try Catalogue.errors.make("\"T-t\"").weights(length: 2).map { ($0 * 3).rounded() } == [4, 2])
  }

  @Test(arguments: [
    ("rescaled(power: -1)", ["'power' cannot be -1", "it takes a number from 0 to 16", "-1"]),
    ("rescale", ["there is no error 'rescale'", "did you mean 'rescaled'?", "rescale"]),
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
        "the weight of step t = 0 of T = 8 is no number", "weights are positive at every t from 0 to T-1",
        "\"log(t-9)\"",
      ]
    ),
    (
      "\"1 + s\"",
      [
        "there is no 's' in this formula",
        "it takes t, T and the functions exp, log, sqrt, abs, sin, cos, tanh, min, max", "s",
      ]
    ),
  ])
  func `a bad error is refused at its place`(text: String, expected: [String]) {
    #expect(complaint(about: text, in: .errors) == expected)
  }
}
