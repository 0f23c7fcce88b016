import Foundation
import Testing

@testable import Errors
@testable import Statistics
@testable import Theorems

@Suite("Warm-up")
struct WarmUpTests {
  @Test func `the profile of two steps after one, by hand`() {
    #expect(WarmUpTheorem.profile(weights: [0.5, 1.5], warmUp: 1) == [2, 2, 1.5])
    #expect(WarmUpTheorem.profile(weights: [0.5, 1.5], warmUp: 0) == SensitivityProfile(weights: [0.5, 1.5]).values)
  }

  @Test func `masked weights, by hand`() {
    #expect(MaskedError.weights(length: 4, from: 0.5) == [0, 0, 2, 2])
    #expect(abs(PriceTheorem.effectiveShare(power: WarmUpTheorem.equalPrice) - 0.5) < 1e-15)
  }

  /// By integrals of min(1, 2(1-u)): a mean lag of 7/18 and a half-bias lag of 3/4.
  @Test func `the masked profile has the mean lag of its closed form`() {
    let profile = SensitivityProfile(weights: MaskedError.weights(length: 20_000, from: 0.5))
    #expect(abs(profile.meanLag / 20_000 - 7.0 / 18) < 1e-4)
    #expect(abs(profile.halfBiasLag / 20_000 - 0.75) < 1e-4)
  }

  @Test func `a wrong profile is caught by every check`() throws {
    let theorem = WarmUpTheorem(settings: try settings("warm-up(longest: 6, trials: 50)"))
    let check = theorem.check { weights, warmUp in
      (0..<weights.count + warmUp).map { lag in weights[max(0, lag + 1 - warmUp)...].reduce(0, +) }
    }
    #expect(check.verdict == .fails)
    for name in ["enumeration", "warm-up", "masked"] { #expect(check.verdict(of: name) == .fails) }
  }
}
