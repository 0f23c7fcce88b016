import Numerics

/// How often statements that are judged together find what is not there, on data like their own.
///
/// In each replicate the two sides of every pair change places by chance: the residuals of each cell, its samples less their mean
/// and spread by √(n/(n-1)), take the sign that is drawn for their seed, for all statements and cells alike. Then no effect is
/// there, and whatever depends on whatever stays so.
package struct Calibration: Sendable, Equatable {
  /// A statement with its samples, `[seed][cell]`.
  package struct Statement: Sendable {
    let samples: [[Double]]
    let test: any StatisticalTest
    /// The coverage that its interval claims.
    let level: Double
    /// Whether it is judged together with the others.
    let isJoint: Bool

    package init(samples: [[Double]], test: any StatisticalTest, level: Double, isJoint: Bool) {
      (self.samples, self.test, self.level, self.isJoint) = (samples, test, level, isJoint)
    }
  }

  /// The share of replicates in which an interval holds the truth, statement by statement.
  package let coverages: [Double]
  /// The share of replicates in which any of the statements that are judged together is decided.
  package let familywiseErrorRate: Double
  /// How many of the statements that are judged alone are decided, on average over the replicates.
  package let falseVerdicts: Double

  package init(of statements: [Statement], replicates: Int, seed: UInt64) {
    let residuals = statements.map { Self.residuals(of: $0.samples) }
    let seeds = statements.map(\.samples.count).max() ?? 0
    var generator = Generator(seed: seed, stream: "calibration")
    var held = statements.map { _ in 0 }
    var (families, alone) = (0, 0)
    for _ in 0..<replicates {
      let signs = (0..<seeds).map { _ in generator.uniform() < 0.5 ? -1.0 : 1 }
      let probabilities = zip(statements, residuals).map { statement, residuals in
        statement.test.mean(of: zip(residuals, signs).map { row, sign in row.map { $0 * sign } }).probability(is: 0)
      }
      for (index, statement) in statements.enumerated() {
        if probabilities[index] > 1 - statement.level { held[index] += 1 } else if !statement.isJoint { alone += 1 }
      }
      let joint = statements.indices.filter { statements[$0].isJoint }
      let level = joint.map { statements[$0].level }.max() ?? 0.95
      if Correction.holm.decisions(joint.map { probabilities[$0] }, level: level).contains(where: \.isRejected) {
        families += 1
      }
    }
    coverages = held.map { Double($0) / Double(replicates) }
    familywiseErrorRate = Double(families) / Double(replicates)
    falseVerdicts = Double(alone) / Double(replicates)
  }

  private static func residuals(of samples: [[Double]]) -> [[Double]] {
    let (count, cells) = (Double(samples.count), samples.first?.count ?? 0)
    let means = (0..<cells).map { cell in mean(samples.map { $0[cell] }) }
    let spread = (count / (count - 1)).squareRoot()
    return samples.map { row in zip(row, means).map { ($0 - $1) * spread } }
  }
}
