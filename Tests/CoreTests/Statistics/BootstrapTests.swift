import Testing

@testable import Numerics
@testable import Settings
@testable import Statistics

@Suite("Bootstrap")
struct BootstrapTests {
  private let test = BootstrapTest(settings: Settings(owner: BootstrapTest.name, arguments: []))

  @Test(arguments: [(5, 353...383), (40, 367...391)])
  func `the interval covers the true mean about as often as it says`(count: Int, expected: ClosedRange<Int>) throws {
    let test = try Catalogue.tests.make("bootstrap(resamples: 1000)")
    var generator = Generator(seed: 5)
    let covered = (0..<400).count { _ in
      let estimate = test.estimate((0..<count).map { _ in 1 + generator.gaussian() })
      return estimate.lower <= 1 && 1 <= estimate.upper
    }
    #expect(expected.contains(covered), "\(covered)")
  }

  @Test func `the interval contains the mean and stays within the samples`() {
    let samples = [1.0, 2, 4, 7, 11]
    let estimate = test.estimate(samples)
    #expect(estimate.value == 5)
    #expect(estimate.lower < 5 && 5 < estimate.upper)
    #expect(estimate.lower >= 1 && estimate.upper <= 11)
    #expect(estimate == test.estimate(samples))
    #expect(test.estimate([3]) == Estimate(3, count: 1))
  }
}
