import Testing

@testable import Numerics
@testable import Results
@testable import Settings
@testable import Statistics

/// Log-ratios of long-lag errors as pilots of the report gave them, `[seed][cell]`.
private enum Pilots {
  /// Six cells of linear models, rescaled over squared error.
  static let linear: [[Double]] = [
    [-0.44, -0.33, 1.24, -0.24, 0.09, -0.17],
    [-3.42, 0.76, -0.07, -0.26, -1.01, -0.01],
    [-0.40, -0.08, -0.02, -0.29, -0.23, -0.17],
    [-1.53, -0.41, -0.50, -0.30, -0.32, -0.41],
    [-1.91, -0.40, -0.06, -0.36, -0.77, -0.17],
    [-1.96, -0.51, -0.31, -0.30, -2.95, -0.23],
    [-1.02, -0.35, -0.23, -0.23, -0.16, -0.47],
    [-2.26, -0.49, -1.18, -0.12, -0.47, -0.46],
    [-2.84, 0.08, -0.10, -0.34, -0.39, -0.18],
    [-2.56, -0.41, -0.42, -0.33, -1.65, -0.18],
    [-1.87, -0.41, -0.25, -0.30, 0.64, -0.19],
    [-1.51, -0.34, 0.09, -0.29, -0.15, -0.17],
  ]
  /// Two cells of plain recurrent networks.
  static let recurrent: [[Double]] = [
    [0.43, -0.30],
    [-0.75, 0.46],
    [0.86, -0.25],
    [0.96, 0.22],
    [-0.65, 0.39],
    [-0.25, 0.02],
    [0.40, -0.40],
    [0.97, -0.13],
    [-0.47, 0.69],
    [-0.20, -0.75],
    [-0.50, -0.51],
    [0.09, -1.28],
    [-0.83, -0.94],
    [0.38, -0.08],
    [-0.63, -1.24],
    [0.72, -0.06],
  ]
  /// Eight cells of gated, state-space and convolutional models.
  static let models: [[Double]] = [
    [-0.87, -0.27, 0.24, -0.61, 0.33, -0.43, -0.30, -0.19],
    [-0.26, -0.21, -0.03, 3.65, -0.12, -0.19, -3.27, -0.22],
    [-0.48, 0.03, -0.18, 0.38, 1.14, -0.13, -0.21, 0.06],
    [-0.14, -0.34, -0.68, 0.12, 0.26, -0.72, -1.00, -0.01],
    [-0.30, -0.31, 0.17, -0.28, 0.74, -0.22, -0.67, 0.38],
    [-0.36, -0.36, -1.56, -0.00, 2.02, 0.68, 2.60, -1.18],
    [0.16, 0.05, -0.45, 2.04, 0.92, 0.65, -0.06, -0.60],
    [-0.18, -0.13, -0.04, -0.23, 0.84, 0.56, -0.13, 0.29],
    [-0.47, -0.26, -0.30, -2.58, -1.21, -1.70, -2.85, 0.40],
    [-0.49, -0.32, 0.03, 0.65, -0.42, 0.27, -2.61, -0.98],
    [-0.49, -0.28, 2.59, 0.30, 0.04, -0.15, -0.02, -0.16],
    [-0.47, -0.26, -0.21, -1.19, 1.26, -0.91, -1.39, -3.62],
  ]
  /// Differences of shares of wrong symbols.
  static let symbols: [[Double]] = [[-0.060], [-0.544], [-0.624], [-0.083], [-0.496], [-0.102], [-0.278], [-0.200]]
  /// One cell, the adding task.
  static let adding: [[Double]] = [
    [0.21], [-0.24], [0.75], [0.07], [-0.56], [-1.05], [0.38], [-0.30], [-0.76], [0.54], [-0.80], [-0.49],
  ]
}

@Suite("Coverage on data like the report's")
struct ResampledClaimTests {
  private static func coverage(
    _ samples: [[Double]], _ count: Int, _ test: String, margin: ClosedRange<Double>? = nil
  ) throws -> ResampledClaim {
    ResampledClaim(
      of: samples, count: count, by: try Catalogue.tests.make(test), level: 0.95, margin: margin, replicates: 6000,
      seed: 1)
  }

  /// Means of a seed over its cells, and single cells, with the numbers of seeds of the standard build, and four of the quick one.
  @Test(arguments: [
    (Pilots.linear, 29), (Pilots.linear, 4), (Pilots.models, 60), (Pilots.recurrent, 63), (Pilots.symbols, 16),
    (Pilots.adding, 55), (Pilots.adding, 12),
  ])
  func `intervals by the means of seeds hold the truth at their level`(samples: [[Double]], count: Int) throws {
    let found = try Self.coverage(samples, count, "student(variance: by-seed)").coverage
    #expect((0.94...0.96).contains(found), "\(found)")
  }

  /// Where the cells of a seed go together, as in these few pilots, the interval that pools their variances is too narrow.
  @Test func `variances pooled over dependent cells give intervals that are too narrow`() throws {
    for (samples, count) in [(Pilots.linear, 29), (Pilots.models, 60)] {
      let found = try Self.coverage(samples, count, "student(variance: by-cell)").coverage
      #expect(found < 0.92, "\(found)")
    }
    let copies = (0..<12).map { seed in Array(repeating: Pilots.adding[seed % Pilots.adding.count][0], count: 8) }
    #expect(try Self.coverage(copies, 12, "student").coverage < 0.7)
  }

  /// Of independent cells the pooled interval is right.
  @Test func `variances pooled over independent cells keep the level`() throws {
    var generator = Generator(seed: 5)
    let coverages = try (0..<40).map { _ in
      let samples = (0..<12).map { _ in (0..<6).map { _ in generator.gaussian() } }
      return try ResampledClaim(
        of: samples, by: Catalogue.tests.make("student"), level: 0.95, replicates: 400, seed: generator.next()
      ).coverage
    }
    #expect((0.94...0.965).contains(mean(coverages)), "\(mean(coverages))")
  }

  /// By two one-sided tests at 5 %: as often where the interval is short, more rarely where it is long beside the margin.
  @Test func `sides that lie the margin apart count as equal in one of twenty cases at most`() throws {
    let narrow = try Self.coverage(Pilots.linear, 29, "student(variance: by-seed)", margin: -0.5...0.5)
    #expect((0.03...0.06).contains(try #require(narrow.falseEquivalence)), "\(narrow)")
    let wide = try Self.coverage(Pilots.adding, 4, "student(variance: by-seed)", margin: -0.2...0.2)
    #expect(try #require(wide.falseEquivalence) < 0.05, "\(wide)")
    #expect(try Self.coverage(Pilots.adding, 4, "student").falseEquivalence == nil)
  }
}
