import Testing

@testable import Errors
@testable import Statistics
@testable import Theorems

@Suite("The decomposition over lags")
struct DecompositionTests {
  @Test func `the deviation of two steps, by hand`() {
    #expect(DecompositionTheorem.deviation([2, 3], [5, 7], at: 0) == 10)
    #expect(DecompositionTheorem.deviation([2, 3], [5, 7], at: 1) == 2 * 7 + 3 * 5)
  }

  @Test func `the enumeration of two steps, by hand`() {
    // e_0 = ±2 and e_1 = ±2 ± 3: E e_0² = 4, E e_1² = 13, and 13 + 12 a with correlated signs.
    let found = DecompositionTheorem.enumerate(weights: [0.5, 1.5], residual: [2, 3], persistence: 0.25)
    #expect(found.white == 0.5 * 4 + 1.5 * 13)
    #expect(abs(found.coloured - (0.5 * 4 + 1.5 * 16)) < 1e-14)
    #expect(found.worst == 0.5 * 2 + 1.5 * 5)
  }

  @Test func `contributions and profiles of two steps, by hand`() {
    #expect(SensitivityProfile(weights: [0.5, 1.5]).values == [2, 1.5])
    #expect(DecompositionTheorem.contributions([2, 1.5], [2, 3]) == [8, 13.5])
    #expect(DecompositionTheorem.wrongSideProfile([0.5, 1.5]) == [0.5, 2])
  }

  @Test func `the maximiser reaches the sum of magnitudes`() {
    let residual = [1.0, -2, 3]
    #expect(DecompositionTheorem.maximiser(residual: residual, step: 2) == [1, -1, 1])
    #expect(DecompositionTheorem.maximiser(residual: residual, step: 1) == [-1, 1, 0])
    let input = DecompositionTheorem.maximiser(residual: residual, step: 2)
    #expect(DecompositionTheorem.deviation(residual, input, at: 2) == 6)
  }

  @Test func `a wrong profile is caught by every check`() throws {
    let theorem = DecompositionTheorem(settings: try settings("decomposition(longest: 6, samples: 5000)"))
    let check = theorem.check { weights in
      SensitivityProfile(weights: weights).values.map { $0 * 1.2 }
    }
    #expect(check.verdict == .fails)
    for name in ["enumeration", "worst case", "maximiser", "sampling"] { #expect(check.verdict(of: name) != .holds) }
  }

  @Test func `too few samples decide nothing`() throws {
    let check = DecompositionTheorem(settings: try settings("decomposition(longest: 4, samples: 100)")).check()
    #expect(check.verdict(of: "sampling") == .undecided)
    #expect(check.verdict == .undecided)
  }
}
