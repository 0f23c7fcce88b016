import Foundation
import Testing

@testable import Errors
@testable import Settings

@Suite("Expected errors")
struct ExpectedErrorTests {
  private static let residual = examples(of: .errors).filter {
    (try? Catalogue.errors.make($0).gaussianMean(variance: 1)) != nil
  }

  private func phi(_ error: any TemporalError, _ residual: Double) -> Double {
    var output = [residual]
    let target = [0.0]
    return output.withUnsafeMutableBufferPointer { output in
      target.withUnsafeBufferPointer { error.compare(output, with: $0, width: 1) }
    }
  }

  @Test(arguments: residual, [0.01, 0.5, 1, 30])
  func `the mean over a Gaussian residual is the integral`(text: String, variance: Double) throws {
    let error = try Catalogue.errors.make(text)
    let step = 1e-3
    let integral = stride(from: step / 2, through: 10, by: step).reduce(0.0) { sum, z in
      sum + 2 * step * exp(-z * z / 2) / (2 * Double.pi).squareRoot() * phi(error, variance.squareRoot() * z)
    }
    #expect(abs(try #require(error.gaussianMean(variance: variance)) / integral - 1) < 1e-5)
  }

  @Test(arguments: residual)
  func `the gradient equals the finite difference`(text: String) throws {
    let target = [1, 0.7, 0.5, 0.2, 0.1]
    var expected = try #require(ExpectedError(try Catalogue.errors.make(text), target: target))
    let memory = [0.8, 0.9, 0.1, -0.3, 0.4]
    _ = expected.evaluate(memory)
    let gradient = expected.gradient
    for lag in memory.indices {
      var (above, below) = (memory, memory)
      above[lag] += 1e-6
      below[lag] -= 1e-6
      let difference = (expected.evaluate(above) - expected.evaluate(below)) / 2e-6
      #expect(abs(difference - gradient[lag]) < 1e-5)
    }
  }

  @Test func `a zero predictor of a linear functional has the mean square of the target`() throws {
    let target = [1, 0.5, 0.25]
    var expected = try #require(ExpectedError(SquaredError(), target: target))
    #expect(abs(expected.evaluate([0, 0, 0]) - (3 * 1 + 2 * 0.25 + 0.0625) / 3) < 1e-12)
    #expect(expected.evaluate(target) == 0)
    #expect(expected.gradient == [0, 0, 0])
  }
}
