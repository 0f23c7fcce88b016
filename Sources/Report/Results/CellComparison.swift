import Foundation
import Settings
import Statistics

/// One value of an axis held against another in each cell of the other axes, in pairs of equal seed; less is better.
///
/// The verdicts of all cells are made together, by a declared correction. The interval of each cell is that of the cell taken
/// alone, at the level of the test, as figures show it.
package struct CellComparison: Sendable {
  /// What became of a cell.
  package enum Effect: String, CaseIterable, Sendable {
    case better, worse, undecided
    /// No value of the axis brought the number below the threshold.
    case unlearned
    /// A run failed or is not computed yet, or a number is not positive.
    case missing
  }

  /// A cell of the other axes.
  package struct Row: Sendable {
    /// The values of the other axes, in their order.
    package var choices: [Offer.Choice]
    /// Means over the seeds.
    package var baseline: Double
    package var value: Double
    /// Of value over baseline.
    package var ratio: Estimate
    package var outcome: Effect
    /// Whether a run of it is not computed yet.
    package var isHole = false
  }

  package let number: String
  package let value: Value
  package let baseline: Value
  /// A number below it is learned.
  package let threshold: Double
  package let test: any StatisticalTest
  package let correction: Correction

  package init(
    number: String, value: Value, baseline: Value, threshold: Double, test: any StatisticalTest, correction: Correction
  ) {
    self.number = number
    self.value = value
    self.baseline = baseline
    self.threshold = threshold
    self.test = test
    self.correction = correction
  }

  /// The axis that has both values.
  package func axis(in offer: Offer) -> Offer.Axis? {
    offer.axes.first { axis in
      [value, baseline].allSatisfy { !axis.choices(pickedBy: $0).isEmpty }
    }
  }

  package func rows(of dataset: Dataset) -> [Row] {
    let cells = cells(of: dataset)
    let isTested = cells.map { $0.isLearned && $0.logarithms != nil }
    let means = cells.map { $0.logarithms.map { test.mean(of: $0.map { [$0] }) } }
    let decisions = correction.decisions(
      zip(means, isTested).map { mean, isTested in isTested ? mean?.probability(is: 0) ?? .nan : .nan },
      level: test.level)
    return cells.indices.map { index in
      let cell = cells[index]
      let interval = means[index]?.interval(level: test.level) ?? Estimate(.nan, count: cell.count)
      let outcome: Effect =
        cell.isHole || means[index] == nil
        ? .missing : !cell.isLearned ? .unlearned : Effect(decisions[index], interval)
      return Row(
        choices: cell.choices, baseline: cell.baseline, value: cell.value, ratio: interval.mapped(exp),
        outcome: outcome, isHole: cell.isHole)
    }
  }

  /// What one cell of the other axes gave.
  private struct Cell {
    var choices: [Offer.Choice]
    var baseline: Double
    var value: Double
    var count: Int
    /// The log-ratio of each seed, nil where one is missing.
    var logarithms: [Double]?
    var isLearned: Bool
    var isHole: Bool
  }

  private func cells(of dataset: Dataset) -> [Cell] {
    let offer = dataset.offer
    guard let axis = axis(in: offer) else { return [] }
    let others = offer.axes.filter { $0.name != axis.name }
    return offer.cells(matching: [Selector(axis: axis.name, value: value)]).map { cell in
      let choices = others.compactMap { offer.cells[cell][$0.name] }
      let place = zip(others, choices).map { Selector(axis: $0.name, value: $1.given) }
      func samples(_ selector: Value) -> [Double] {
        dataset.samples(of: number, matching: place + [Selector(axis: axis.name, value: selector)]).values
      }
      let (values, base) = (samples(value), samples(baseline))
      let logarithms = zip(values, base).map { $0 > 0 && $1 > 0 ? log($0 / $1) : .nan }
      let isKnown = !logarithms.isEmpty && logarithms.allSatisfy(\.isFinite)
      return Cell(
        choices: choices, baseline: mean(base), value: mean(values), count: logarithms.count,
        logarithms: isKnown ? logarithms : nil,
        isLearned: axis.choices.contains { mean(samples($0.given)) < threshold },
        isHole: dataset.holes > 0 && axis.choices.contains { samples($0.given).contains(where: \.isNaN) })
    }
  }
}

extension CellComparison.Effect {
  fileprivate init(_ decision: JointDecision, _ interval: Estimate) {
    self = !decision.isRejected ? .undecided : interval.value < 0 ? .better : .worse
  }
}

extension [CellComparison.Row] {
  /// What a directive offers of a comparison: counts of its outcomes, and ratios.
  package static var numbers: [String: String] {
    [
      "cells": "the cells that are compared", "better": "cells whose interval lies below 1",
      "worse": "cells whose interval lies above 1", "undecided": "cells whose interval contains 1",
      "unlearned": "cells in which no value of the axis brought the number below the threshold",
      "missing": "cells without a ratio, where a run failed or a number is 0",
      "ratio": "geometric mean of the ratios of all cells that were learned",
      "leastRatio": "the ratio of the learned cell that gains most",
      "greatestRatio": "the ratio of the learned cell that gains least, or loses most",
    ]
  }

  package var summary: [String: Double] {
    let ratios = filter { $0.outcome != .unlearned && $0.outcome != .missing }.map(\.ratio.value)
    var summary = Dictionary(
      uniqueKeysWithValues: CellComparison.Effect.allCases.map { outcome in
        (outcome.rawValue, Double(filter { $0.outcome == outcome }.count))
      })
    summary["cells"] = Double(count)
    summary["ratio"] = exp(mean(ratios.map { log($0) }))
    summary["leastRatio"] = ratios.min() ?? .nan
    summary["greatestRatio"] = ratios.max() ?? .nan
    return summary
  }
}
