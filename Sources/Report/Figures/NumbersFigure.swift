import Plot
import Results
import Settings
import Statistics
import Training

/// `numbers(of: poly, number: longLagError, mark: box)`: a number of each cell, over the seeds.
package struct NumbersFigure: FigureKind {
  package static let name = "numbers"
  package static let summary =
    "draws a number of each cell: its mean with its interval, or its values over the seeds"

  private enum Look: String, CaseIterable { case point, bar, box, strip, histogram }

  private let source: GridSource
  private let number: Value
  private let look: Look
  private let scale: ScaleKind
  private let level: Double

  package init(settings: Settings) {
    source = GridSource(
      settings,
      roles: [
        .init(name: "x", help: "the axis with a place for each value"),
        .init(name: "colour", help: "the axis with a colour for each value"),
        .init(name: "facet", help: "the axis with a panel for each value"),
      ])
    number = settings.name("number", default: "longLagError", allowed: "the name of a number", help: "what is drawn")
    look = settings.choice("mark", default: .point, help: "the kind of mark")
    scale = settings.scale("y", help: "scale of the number")
    level = settings.level()
  }

  package var remark: String? {
    guard look == .point || look == .bar else { return nil }
    return
      "Intervals: \(NumberFormat(digits: 4, isPercentage: true).text(of: level)) of each mean taken alone (Student, over seeds)."
  }

  package var inputs: Inputs { Inputs(results: [source.id.description]) }

  package func check(among offers: [String: Offer]) -> [SettingProblem] {
    source.check(among: offers, numbers: [number])
  }

  package func panels(from datasets: [String: Dataset], styles: SeriesStyles) -> [Panel] {
    guard let dataset = datasets[source.id.description] else { return [] }
    let offer = dataset.offer
    let words = dataset.offer.label(of: number.description)
    let places = source.groups(of: Array(offer.cells.indices), by: "x", in: offer)
    let legend = source.title(of: "colour", in: offer)
    let x = Axis(
      CellTable.title(source.axes(in: offer)["x"]), scale: .categorical(places.map(\.title)))
    return source.groups(of: Array(offer.cells.indices), by: "facet", in: offer).map { facet in
      let colours = source.groups(of: facet.cells, by: "colour", in: offer)
      let dodge = Dodge(colours.count)
      let marks = colours.enumerated().flatMap { index, colour -> [any Mark] in
        // One colour for each place where no axis has the colours.
        let isPlain = colour.choice == nil
        return places.enumerated().flatMap { position, place -> [any Mark] in
          let cells = place.cells.filter(colour.cells.contains)
          let samples = cells.flatMap { dataset.numbers(number.description, cell: $0) }
          guard !samples.isEmpty else { return [] }
          var style = (isPlain ? place.choice : colour.choice).map { styles.style(for: $0) } ?? Style(slot: .series(1))
          if isPlain, look != .histogram { style.series = nil }
          return self.marks(samples, at: Double(position) + dodge.offset(index), width: dodge.width, style)
        }
      }
      return look == .histogram
        ? Panel(title: facet.title, x: Axis(words, scale: scale), y: Axis("count"), marks: marks, legendTitle: legend)
        : Panel(title: facet.title, x: x, y: Axis(words, scale: scale), marks: marks, legendTitle: legend)
    }
  }

  private func marks(_ samples: [Double], at place: Double, width: Double, _ style: Style) -> [any Mark] {
    let estimate = Estimate(mean: samples, level: level)
    switch look {
    case .point:
      return [
        Interval(
          at: [place], estimates: [estimate.value], low: [estimate.lower], high: [estimate.upper], style: style)
      ]
    case .bar:
      return [
        Bar(at: [place], values: [estimate.value], width: 0.9 * width, style: style),
        ErrorBar(
          at: [place], low: [estimate.lower], high: [estimate.upper], style: Style(slot: .target, width: 0.8)),
      ]
    case .box: return [BoxPlot(at: [place], groups: [samples], width: 0.75 * width, style: style)]
    case .strip: return [Strip(at: [place], groups: [samples], width: 0.6 * width, style: style)]
    case .histogram: return [Histogram(values: samples, style: style)]
    }
  }
}
