import Foundation
import Plot
import Results
import Settings
import Statistics
import Training

/// `ratio(of: poly, number: longLagError, baseline: squared)`: a forest plot of ratios paired by seed, with intervals.
package struct RatioFigure: FigureKind {
  package static let name = "ratio"
  package static let summary =
    "draws ratios to a baseline, paired by seed, with their intervals; below 1 is less than the baseline"

  private enum Order: String, CaseIterable { case estimate, grid }
  private enum Direction: String, CaseIterable { case automatic, less, more, neither }

  private let source: GridSource
  private let number: Value
  private let pairs: PairedRatio?
  private let level: Double
  private let order: Order
  private let threshold: Double?
  private let showsCorrected: Bool
  private let direction: Direction

  package init(settings: Settings) {
    source = GridSource(
      settings,
      roles: [
        .init(name: "rows", help: "the axis with a row for each value"),
        .init(name: "facet", help: "the axis with a panel for each value"),
        .init(name: "groups", help: "the axis with a group of rows, below a heading, for each value"),
      ])
    number = settings.name("number", default: "longLagError", allowed: "the name of a number", help: "what is compared")
    pairs = settings.choice("baseline", help: "the value that the others of its axis are compared with").map {
      PairedRatio(baseline: $0)
    }
    level = settings.level()
    order = settings.choice(
      "order", default: .estimate, help: "the order of the rows: by estimate, least first, or as in the grid")
    threshold = settings.optionalNumber(
      "learned", .positive, help: "rows in which no value of the compared axis has a mean below it are grey")
    showsCorrected = settings.flag(
      "corrected", default: true,
      help: "whether thin lines show the intervals corrected for the number of ratios (Bonferroni)")
    direction = settings.choice(
      "better", default: .automatic,
      help: "which side of 1 is named better; automatic: less, of numbers that end in Error")
  }

  package var remark: String? {
    let percent = NumberFormat(digits: 4, isPercentage: true).text(of: level)
    let alone = "\(percent) of each ratio taken alone (Student, log-ratios of paired seeds)"
    let lines =
      showsCorrected
      ? "Thick lines: \(alone); thin lines: the same corrected for the number of ratios (Bonferroni); an arrow: it goes on."
      : "Intervals: \(alone); an arrow: it goes on."
    guard let threshold else { return lines }
    return "\(lines) Grey: no value brought the number below \(NumberFormat().text(of: threshold))."
  }

  package var inputs: Inputs { Inputs(results: [source.id.description]) }

  package func check(among offers: [String: Offer]) -> [SettingProblem] {
    guard let pairs else {
      return [
        SettingProblem(
          "a ratio needs a baseline", remedy: "add a baseline, as in baseline: squared", kind: .missingSetting,
          span: source.id.span)
      ]
    }
    let mistakes = pairs.check(offers[source.id.description], of: source.id)
    if !mistakes.isEmpty { return mistakes }
    return source.check(among: offers, numbers: [number]) { pairs.axis(in: $0)?.name }
  }

  package func panels(from datasets: [String: Dataset], styles: SeriesStyles) -> [Panel] {
    guard let dataset = datasets[source.id.description], let pairs, let axis = pairs.axis(in: dataset.offer) else {
      return []
    }
    let table = RatioTable(
      dataset, source: source, number: number.description, pairs: pairs, axis: axis, level: level,
      threshold: threshold, showsCorrected: showsCorrected)
    let forests = table.facets.map { forest(of: $0.cells, in: table, styles) }
    let domain = Forest.domain(of: forests)
    let title = Forest.Title(
      words:
        "\(dataset.offer.label(of: number.description)), ratio to \(SeriesStyles.name(of: pairs.baseline))",
      ends: ends)
    let legend = table.rowAxis == nil ? "" : AxisNames.words(of: axis.name)
    return zip(table.facets, forests).map { facet, forest in
      forest.panel(title: facet.title, title, domain: domain, legendTitle: legend)
    }
  }

  /// Of an error less is better, and a reader should not have to think which side that is.
  private var ends: Axis.Ends? {
    switch direction {
    case .automatic where number.description.hasSuffix("Error"), .less: Axis.Ends(less: "better", more: "worse")
    case .more: Axis.Ends(less: "worse", more: "better")
    case .automatic, .neither: nil
    }
  }

  /// The ratios of some cells: a row for each value of an axis, or for each value that is compared.
  private func forest(of cells: [Int], in table: RatioTable, _ styles: SeriesStyles) -> Forest {
    let dodge = Dodge(table.rowAxis == nil ? 1 : table.compared.count, width: 0.7)
    var forest = Forest(rows: [], ratios: [])
    for group in table.groups(isSorted: order == .estimate) {
      if !group.title.isEmpty { forest.rows.append(Forest.Row(name: group.title, isHeading: true)) }
      for row in group.rows {
        for ratio in table.ratios(of: cells, group: group.key, row: row.key) {
          var style = styles.style(for: table.compared[ratio.compared])
          if table.rowAxis == nil { style.series = nil }
          if !ratio.isLearned {
            style.series = nil
            style.ink = .muted
          }
          forest.ratios.append(
            Forest.Ratio(
              row: forest.rows.count, offset: table.rowAxis == nil ? 0 : dodge.offset(ratio.compared),
              alone: ratio.alone, corrected: ratio.corrected, style: style))
        }
        forest.rows.append(Forest.Row(name: row.name))
      }
    }
    return forest
  }

  package func arrange(_ figure: inout Figure) {
    Forest.arrange(
      &figure, marksPerRow: Set(figure.panels.flatMap(\.marks).compactMap(\.style.series)).count)
  }
}
