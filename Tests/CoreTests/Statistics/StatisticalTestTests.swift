import Testing

@testable import Numerics
@testable import Settings
@testable import Statistics

@Suite("Statistical tests")
struct StatisticalTestTests {
  @Test func `of a sample against a constant agree with and without pairs`() throws {
    for entry in Catalogue.tests.entries {
      let test = entry.make(Settings(owner: entry.name, arguments: []))
      let paired = test.estimate([1, 2, 3, 4, 5])
      let unpaired = test.estimate([1, 2, 3, 4, 5], less: [0, 0, 0, 0, 0])
      #expect(paired.value == 3 && unpaired.value == 3)
      #expect(paired.lower < 3 && paired.upper > 3)
      #expect(abs(paired.lower - unpaired.lower) < 0.2 && abs(paired.upper - unpaired.upper) < 0.2, "\(entry.name)")
      #expect(test.estimate([2]).lower == 2)
    }
  }

  /// Means 3 and 6, squared standard errors 0.5 and 2, so ν = 2.5² / (0.25/4 + 4/4) = 5.88.
  @Test func `of Welch have his degrees of freedom`() throws {
    let test = try Catalogue.tests.make("student")
    let estimate = test.estimate([1, 2, 3, 4, 5], less: [2, 4, 6, 8, 10])
    #expect(abs(estimate.upper - (-3 + 2.458823710 * 2.5.squareRoot())) < 1e-5)
  }

  /// Of normal samples the interval covers the mean about as often as it says.
  @Test func `cover the mean`() {
    for entry in Catalogue.tests.entries {
      let test = entry.make(
        Settings(owner: entry.name, arguments: [Argument(label: "level", value: Value(.number(0.9)))]))
      var generator = Generator(seed: 5)
      let hits = (0..<200).count { _ in
        let estimate = test.estimate((0..<8).map { _ in generator.gaussian() })
        return estimate.lower <= 0 && estimate.upper >= 0
      }
      #expect((165...195).contains(hits), "\(entry.name): \(hits) of 200")
    }
  }
}
