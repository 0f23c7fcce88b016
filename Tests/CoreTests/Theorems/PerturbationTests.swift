import Foundation
import Testing

@testable import Errors
@testable import Statistics
@testable import Theorems

@Suite("The cost of one wrong lag")
struct PerturbationTests {
  /// The values of the paper's public figure, four decimals each.
  @Test(arguments: [("bias0", 0.0308), ("bias1", 0.0233), ("bias2", 0.0207), ("bias10", 0.0169)])
  func `the memory bias of 64 steps is the paper's`(number: String, expected: Double) throws {
    let check = PerturbationTheorem(settings: try settings("perturbation(samples: 100)")).check()
    #expect(abs(try #require(check.numbers[number]) - expected) < 0.00005)
  }

  @Test func `head over tail of the squared error is the length`() throws {
    let check = PerturbationTheorem(settings: try settings("perturbation(samples: 100)")).check()
    #expect(check.series["headOverTail0"]?.y == [4, 16, 64, 512, 1024, 4096])
    // Σ (t+1) / 4 = 10 / 4.
    #expect(abs(try #require(check.series["headOverTail1"]?.y.first) - 2.5) < 1e-12)
    #expect(check.series["biasLast"]?.y.allSatisfy { abs($0 - 1.0 / 64) < 1e-15 } == true)
    for series in check.series where series.key.hasPrefix("bias") {
      #expect(abs(series.value.y.reduce(0, +) - 1) < 1e-12)
    }
  }

  @Test func `a profile that is shifted or has another power is caught`() throws {
    let theorem = PerturbationTheorem(settings: try settings("perturbation(samples: 4000)"))
    let shifted = theorem.check { weights in Array(SensitivityProfile(weights: weights).values.dropFirst()) + [0.001] }
    #expect(shifted.verdict == .fails && shifted.verdict(of: "profile") == .fails)
    let squared = theorem.check { weights in SensitivityProfile(weights: weights.map { $0 * $0 }).values }
    #expect(squared.verdict(of: "profile") == .fails)
  }
}
