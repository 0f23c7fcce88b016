import Foundation
import Testing

@testable import Errors
@testable import Statistics
@testable import Theorems

@Suite("Rescaling against the bias")
struct RescalingTests {
  @Test func `weights and complement of three steps, by hand`() {
    let weights = RescaledError.weights(length: 3, power: 1)
    for (weight, expected) in zip(weights, [0.5, 1, 1.5]) { #expect(abs(weight - expected) < 1e-15) }
    for (rest, expected) in zip(RescalingTheorem.complement(weights), [0, 1.0 / 6, 0.5]) {
      #expect(abs(rest - expected) < 1e-15)
    }
  }

  @Test(arguments: [0.0, 1, 2.5, 4])
  func `closed forms agree with integrals of the profile`(power: Double) {
    let count = 20000
    let shares = (0..<count).map { (Double($0) + 0.5) / Double(count) }
    let profile = shares.map { RescalingTheorem.closedForm(share: $0, power: power) }
    let mean = zip(shares, profile).reduce(0) { $0 + $1.0 * $1.1 } / profile.reduce(0, +)
    #expect(abs(mean - RescalingTheorem.meanLagShare(power: power)) < 1e-7)
    let half = RescalingTheorem.halfBiasShare(power: power)
    #expect(abs(RescalingTheorem.closedForm(share: half, power: power) - 0.5) < 1e-14)
  }

  @Test func `the profile of equal weights is its limit`() {
    let error = RescalingTheorem.profileError(length: 10, power: 0) { share, _ in 1 - share }
    #expect(error < 1e-15)
  }

  @Test func `a wrong closed form is caught`() throws {
    let theorem = RescalingTheorem(settings: try settings("rescaling(longest: 1600, trials: 20)"))
    let check = theorem.check { share, power in 1 - pow(share, power + 1.01) }
    #expect(check.verdict(of: "closed form") == .fails)
    #expect(check.verdict == .fails)
  }
}
