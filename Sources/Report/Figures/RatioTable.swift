import Foundation
import Results
import Settings
import Statistics

/// The ratios of a grid to a baseline, with their rows in groups.
struct RatioTable {
  /// The ratio of one compared value in one cell of the other axes.
  struct Ratio {
    /// The position among the compared values.
    var compared: Int
    var alone: Estimate
    /// The interval corrected for the number of ratios; nil where it is not wanted.
    var corrected: Estimate?
    /// Whether some value of the compared axis brought the number below the threshold.
    var isLearned: Bool
  }

  struct Row {
    var key: String
    var name: String
  }

  struct Group {
    var key: String
    var title: String
    var rows: [Row]
  }

  private let dataset: Dataset
  private let axis: Offer.Axis
  private let groupAxis: Offer.Axis?
  let rowAxis: Offer.Axis?
  /// The values that are compared with the baseline.
  let compared: [Offer.Choice]
  /// The cells of each panel.
  let facets: [(title: String, cells: [Int])]
  /// By cell.
  private var ratios: [Int: Ratio] = [:]

  init(
    _ dataset: Dataset, source: GridSource, number: String, pairs: PairedRatio, axis: Offer.Axis, level: Double,
    threshold: Double?, showsCorrected: Bool
  ) {
    self.dataset = dataset
    self.axis = axis
    let offer = dataset.offer
    let roles = source.axes(in: offer, except: axis.name)
    rowAxis = offer.axes.first { $0.name == roles["rows"] }
    groupAxis = offer.axes.first { $0.name == roles["groups"] }
    compared = axis.choices.filter { !axis.picks($0, by: pairs.baseline) }
    facets = source.groups(of: Array(offer.cells.indices), by: "facet", in: offer, except: axis.name).map {
      ($0.title, $0.cells)
    }
    let cells = offer.cells.indices.filter { cell in
      compared.contains { $0.canonical == offer.cells[cell][axis.name]?.canonical }
    }
    let known = cells.filter { pairs.estimate(number, cell: $0, in: dataset, level: level) != nil }
    let strict = 1 - (1 - level) / Double(max(known.count, 1))
    for cell in known {
      guard let alone = pairs.estimate(number, cell: cell, in: dataset, level: level),
        let place = compared.firstIndex(where: { $0.canonical == offer.cells[cell][axis.name]?.canonical })
      else { continue }
      ratios[cell] = Ratio(
        compared: place, alone: alone,
        corrected: showsCorrected ? pairs.estimate(number, cell: cell, in: dataset, level: strict) : nil,
        isLearned: threshold.map { isLearned(cell, number, below: $0) } ?? true)
    }
  }

  /// Whether some value of the compared axis has a mean below the threshold, the cell being equal in the rest.
  private func isLearned(_ cell: Int, _ number: String, below threshold: Double) -> Bool {
    let offer = dataset.offer
    return offer.cells.indices.contains { other in
      offer.axes.allSatisfy { another in
        another.name == axis.name
          || offer.cells[other][another.name]?.canonical == offer.cells[cell][another.name]?.canonical
      } && (dataset.mean(of: number, cell: other) ?? .infinity) < threshold
    }
  }

  /// The groups with their rows, in the order of the grid, or each group's rows by their mean ratio over all panels, the rows
  /// that were not learned last.
  func groups(isSorted: Bool) -> [Group] {
    let groups = groupAxis?.choices.map { (key: Self.key($0), title: SeriesStyles.name(of: $0.given)) } ?? [("", "")]
    let rows = (rowAxis?.choices ?? compared).map { Row(key: Self.key($0), name: SeriesStyles.name(of: $0.given)) }
    let all = Array(dataset.offer.cells.indices)
    return groups.map { group in
      let measured = rows.map { row -> (row: Row, place: (Int, Double)) in
        let found = ratios(of: all, group: group.key, row: row.key)
        let logarithms = found.map { log($0.alone.value) }.filter(\.isFinite)
        let isLast = logarithms.isEmpty ? 2 : found.contains(where: \.isLearned) ? 0 : 1
        return (row, (isLast, logarithms.isEmpty ? 0 : mean(logarithms)))
      }
      let sorted =
        isSorted
        ? measured.enumerated().sorted {
          ($0.element.place.0, $0.element.place.1, $0.offset) < ($1.element.place.0, $1.element.place.1, $1.offset)
        }.map(\.element.row) : rows
      return Group(key: group.key, title: group.title, rows: sorted)
    }
  }

  /// The ratios of one row among some cells.
  func ratios(of cells: [Int], group: String, row: String) -> [Ratio] {
    cells.filter { cell in
      let values = dataset.offer.cells[cell]
      return (groupAxis.map { values[$0.name].map(Self.key) == group } ?? true)
        && (values[rowAxis?.name ?? axis.name].map(Self.key) == row)
    }.compactMap { ratios[$0] }.sorted { $0.compared < $1.compared }
  }

  private static func key(_ choice: Offer.Choice) -> String { choice.canonical.description }
}
