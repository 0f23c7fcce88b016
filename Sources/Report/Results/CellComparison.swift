import Core
import Foundation

/// One value of an axis held against another in each cell of the other axes, in pairs of equal seed; less is better.
///
/// The interval of each ratio is made at a level that is corrected for the number of cells, so that the chance of one false
/// verdict among all of them stays below 1 - level (Bonferroni).
struct CellComparison: Sendable {
  /// What became of a cell.
  enum Outcome: String, CaseIterable, Sendable {
    case better, worse, undecided
    /// No value of the axis brought the number below the threshold.
    case unlearned
    /// A run failed or is not computed yet, or a number is not positive.
    case missing
  }

  enum Correction: String, CaseIterable, Sendable { case bonferroni, none }

  /// A cell of the other axes.
  struct Row: Sendable {
    /// The values of the other axes, in their order.
    var choices: [Offer.Choice]
    /// Means over the seeds.
    var baseline: Double
    var value: Double
    /// Of value over baseline.
    var ratio: Estimate
    var outcome: Outcome
    /// Whether a run of it is not computed yet.
    var isHole = false
  }

  let number: String
  let value: Value
  let baseline: Value
  /// A number below it is learned.
  let threshold: Double
  let test: any StatisticalTest
  let correction: Correction

  /// The axis that has both values.
  func axis(in offer: Offer) -> Offer.Axis? {
    offer.axes.first { axis in
      [value, baseline].allSatisfy { selector in axis.choices.contains { $0.isSelected(by: selector) } }
    }
  }

  /// The test at the level that holds for all cells at once.
  func corrected(cells: Int) -> any StatisticalTest {
    guard correction == .bonferroni, cells > 0 else { return test }
    var corrected = test
    corrected.level = 1 - (1 - test.level) / Double(cells)
    return corrected
  }

  func rows(of dataset: Dataset) -> [Row] {
    let offer = dataset.offer
    guard let axis = axis(in: offer) else { return [] }
    let others = offer.axes.filter { $0.name != axis.name }
    let own = Selector(axis: axis.name, value: value)
    let cells = offer.cells(matching: [own])
    let test = corrected(cells: cells.count)
    return cells.map { cell in
      let choices = others.compactMap { offer.cells[cell][$0.name] }
      let place = zip(others, choices).map { Selector(axis: $0.name, value: $1.given) }
      func samples(_ selector: Value) -> [Double] {
        dataset.samples(of: number, matching: place + [Selector(axis: axis.name, value: selector)]).compactMap(\.first)
      }
      let (values, base) = (samples(value), samples(baseline))
      let logarithms = zip(values, base).map { $0 > 0 && $1 > 0 ? log($0 / $1) : .nan }
      let isKnown = !logarithms.isEmpty && logarithms.allSatisfy(\.isFinite)
      let ratio = isKnown ? test.estimate(logarithms).mapped(exp) : Estimate(.nan, count: logarithms.count)
      let isHole = dataset.holes > 0 && axis.choices.contains { samples($0.given).contains(where: \.isNaN) }
      let isLearned = axis.choices.contains { mean(samples($0.given)) < threshold }
      let outcome: Outcome =
        isHole
        ? .missing : !isLearned && isKnown ? .unlearned : isKnown ? Outcome(Verdict(ratio, isBelow: 1)) : .missing
      return Row(
        choices: choices, baseline: mean(base), value: mean(values), ratio: ratio, outcome: outcome, isHole: isHole)
    }
  }
}

extension CellComparison.Outcome {
  fileprivate init(_ verdict: Verdict) {
    switch verdict {
    case .holds: self = .better
    case .fails: self = .worse
    case .undecided: self = .undecided
    }
  }
}

extension [CellComparison.Row] {
  /// What a directive offers of a comparison: counts of its outcomes, and ratios.
  static var numbers: [String: String] {
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

  var summary: [String: Double] {
    let ratios = filter { $0.outcome != .unlearned && $0.outcome != .missing }.map(\.ratio.value)
    var summary = Dictionary(
      uniqueKeysWithValues: CellComparison.Outcome.allCases.map { outcome in
        (outcome.rawValue, Double(filter { $0.outcome == outcome }.count))
      })
    summary["cells"] = Double(count)
    summary["ratio"] = exp(mean(ratios.map { log($0) }))
    summary["leastRatio"] = ratios.min() ?? .nan
    summary["greatestRatio"] = ratios.max() ?? .nan
    return summary
  }
}
