import Foundation
import Results
import Settings
import Statistics

/// What a number of one cell is beside that of a baseline, seed by seed.
struct PairedRatio: Sendable {
  /// The value of an axis that others are compared with.
  let baseline: Value

  /// The axis that has the baseline among its values.
  func axis(in offer: Offer) -> Offer.Axis? {
    offer.axes.first { !$0.choices(pickedBy: baseline).isEmpty }
  }

  /// A mistake where no axis has the baseline.
  func check(_ offer: Offer?, of id: Value) -> [SettingProblem] {
    guard let offer, !offer.isUnknown else { return [] }
    if offer.rowCounts != nil {
      return [
        SettingProblem(
          "the rows of '\(id)' have no seed that pairs them for ratios",
          remedy: "name the column that tells samples apart as the seed of '\(id)'", kind: .incompatible, span: id.span)
      ]
    }
    if let axis = axis(in: offer) { return [axis.ambiguity(of: baseline)].compactMap(\.self) }
    return [
      Offer.unknownChoice(
        baseline, of: id.description, on: offer.axes,
        unlessVaried: "compare two values: give one of its settings a list")
    ]
  }

  /// The cell that differs from `cell` in nothing but having the baseline; nil if there is none.
  func counterpart(of cell: Int, in offer: Offer) -> Int? {
    guard let axis = axis(in: offer) else { return nil }
    return offer.cells.indices.first { other in
      axis.picks(offer.cells[other][axis.name], by: baseline)
        && offer.axes.allSatisfy { another in
          another.name == axis.name
            || offer.cells[other][another.name]?.canonical == offer.cells[cell][another.name]?.canonical
        }
    }
  }

  /// The geometric mean of the ratios over the seeds with its Student interval; nil where a number is missing or not
  /// positive.
  func estimate(_ number: String, cell: Int, in dataset: Dataset, level: Double = 0.95) -> Estimate? {
    guard let base = counterpart(of: cell, in: dataset.offer) else { return nil }
    let logarithms = zip(dataset.values(number, cell: cell), dataset.values(number, cell: base)).map {
      own, other -> Double? in
      guard let own, let other, own > 0, other > 0 else { return nil }
      return log(own / other)
    }
    let known = logarithms.compactMap { $0 }
    guard !known.isEmpty, known.count == logarithms.count else { return nil }
    return Estimate(mean: known, level: level).mapped(exp)
  }
}
