import Foundation
import Plot
import Results
import Settings

/// `samples(of: sampled, x: learning-rate, number: longLagError)`: a point for each sample, a number against another number
/// or against a setting.
package struct SamplesFigure: FigureKind {
  package static let name = "samples"
  package static let summary =
    "draws a point for each sample: a number against another, or against a setting, such as one that is drawn at random"

  private enum Trend: String, CaseIterable { case none, line, means }

  private let source: GridSource
  private let abscissa: Value
  private let number: Value
  private let scales: (x: ScaleKind, y: ScaleKind)
  private let trend: Trend

  package init(settings: Settings) {
    source = GridSource(
      settings,
      roles: [
        .init(name: "colour", help: "the axis with a colour for each value"),
        .init(name: "facet", help: "the axis with a panel for each value"),
      ])
    abscissa = settings.name(
      "x", default: "learning-rate", allowed: "the name of a number or a setting",
      help: "what lies from left to right")
    number = settings.name("number", default: "longLagError", allowed: "the name of a number", help: "what is drawn")
    scales = (
      settings.scale("x-scale", help: "scale of the horizontal axis"), settings.scale("y", help: "scale of the number")
    )
    trend = settings.choice(
      "trend", default: .none,
      help:
        "a straight line by least squares on the axes as they are scaled, or the means of bins with as many points each"
    )
  }

  package var remark: String? {
    switch trend {
    case .none: nil
    case .line: "Lines: least squares on the axes as they are scaled."
    case .means: "Lines: means of bins with as many points each."
    }
  }

  package var inputs: Inputs { Inputs(results: [source.id.description]) }

  package func check(among offers: [String: Offer]) -> [SettingProblem] {
    let offer = offers[source.id.description]
    let problems = source.check(among: offers, numbers: [number]) { reduced(in: $0) }
    guard problems.isEmpty, let offer, !offer.isUnknown, place(in: offer) == nil else { return problems }
    return offer.unknownNumbers([abscissa], of: source.id.description)
  }

  /// What the points have on their horizontal axis.
  private enum Place {
    case number(String)
    /// An axis of the grid whose values are numbers.
    case axis(String)
  }

  /// What the word of the author names: a number, a setting by its whole path or its last part, or an axis of numbers.
  private func place(in offer: Offer) -> Place? {
    let word = abscissa.description
    if offer.numbers[word] != nil { return .number(word) }
    let settings = offer.numbers.keys.filter { $0.hasSuffix(".\(word)") }
    if settings.count == 1 { return .number(settings[0]) }
    let axes = offer.axes.filter { axis in axis.isCalled(word) && axis.choices.allSatisfy { $0.given.number != nil } }
    return axes.count == 1 ? .axis(axes[0].name) : nil
  }

  /// The axis that has no colours and no panels, since its values lie along the horizontal axis.
  private func reduced(in offer: Offer) -> String? {
    let word = abscissa.description
    let own = offer.axes.first { $0.choices.count > 1 && ($0.isCalled(word) || $0.name == word) }
    return own?.name ?? offer.axes.first { $0.name == "draw" }?.name
  }

  package func panels(from datasets: [String: Dataset], styles: SeriesStyles) -> [Panel] {
    guard let dataset = datasets[source.id.description], let place = place(in: dataset.offer) else { return [] }
    let offer = dataset.offer
    let reduced = reduced(in: offer)
    let x = Axis(title(of: place, in: offer), scale: scales.x)
    let y = Axis(offer.label(of: number.description), scale: scales.y)
    return source.groups(of: Array(offer.cells.indices), by: "facet", in: offer, except: reduced).map { facet in
      let colours = source.groups(of: facet.cells, by: "colour", in: offer, except: reduced)
      let marks = colours.flatMap { colour -> [any Mark] in
        let style = colour.choice.map { styles.style(for: $0) } ?? Style(slot: .series(1))
        let points = points(of: colour.cells, at: place, in: dataset)
        let drawn = Point(x: points.map(\.x), y: points.map(\.y), style: style, radius: 2.2)
        let line = line(through: points).map { $0.mark(style) }
        return [drawn, line].compactMap(\.self)
      }
      return Panel(
        title: facet.title, x: x, y: y, marks: marks,
        legendTitle: source.title(of: "colour", in: offer, except: reduced))
    }
  }

  private func title(of place: Place, in offer: Offer) -> String {
    switch place {
    case .number(let name): name.contains(".") ? AxisNames.words(of: name) : offer.label(of: name)
    case .axis(let name): AxisNames.words(of: name)
    }
  }

  /// The samples of some cells that have both numbers, from left to right.
  private func points(of cells: [Int], at place: Place, in dataset: Dataset) -> [(x: Double, y: Double)] {
    let points = cells.flatMap { cell -> [(x: Double, y: Double)] in
      let ys = dataset.values(number.description, cell: cell)
      let xs: [Double?] =
        switch place {
        case .number(let name): dataset.values(name, cell: cell)
        case .axis(let name): ys.map { _ in dataset.offer.cells[cell][name]?.given.number }
        }
      return zip(xs, ys).compactMap { x, y in
        guard let x, let y, Self.fits(x, scales.x), Self.fits(y, scales.y) else { return nil }
        return (x, y)
      }
    }
    return points.sorted { ($0.x, $0.y) < ($1.x, $1.y) }
  }

  /// Whether a number has a place on a scale.
  private static func fits(_ number: Double, _ scale: ScaleKind) -> Bool {
    if case .logarithmic = scale { return number > 0 && number.isFinite }
    return number.isFinite
  }

  /// The points of a line, as numbers.
  private struct Trace {
    var xs: [Double]
    var ys: [Double]

    func mark(_ style: Style) -> any Mark { Line(x: xs, y: ys, style: style) }
  }

  private func line(through points: [(x: Double, y: Double)]) -> Trace? {
    switch trend {
    case .none: nil
    case .line: fit(points)
    case .means: means(points)
    }
  }

  /// The straight line by least squares on the scaled axes: y = a + b·x with b = Σ(x - x̄)(y - ȳ) / Σ(x - x̄)².
  private func fit(_ points: [(x: Double, y: Double)]) -> Trace? {
    let (xs, ys) = (points.map { scaled($0.x, scales.x) }, points.map { scaled($0.y, scales.y) })
    guard points.count > 1, let first = xs.first, let last = xs.last else { return nil }
    let (x, y) = (Self.mean(xs), Self.mean(ys))
    let square = xs.reduce(0) { $0 + ($1 - x) * ($1 - x) }
    guard square > 0 else { return nil }
    let slope = zip(xs, ys).reduce(0) { $0 + ($1.0 - x) * ($1.1 - y) } / square
    let ends = [first, last]
    return Trace(
      xs: ends.map { unscaled($0, scales.x) }, ys: ends.map { unscaled(y + slope * ($0 - x), scales.y) })
  }

  /// The means of at most eight bins with at least three points each, on the axes as they are scaled.
  private func means(_ points: [(x: Double, y: Double)]) -> Trace? {
    let count = min(8, points.count / 3)
    guard count > 1 else { return nil }
    let bins = (0..<count).map { points[$0 * points.count / count..<($0 + 1) * points.count / count] }
    return Trace(
      xs: bins.map { bin in unscaled(Self.mean(bin.map { scaled($0.x, scales.x) }), scales.x) },
      ys: bins.map { bin in unscaled(Self.mean(bin.map { scaled($0.y, scales.y) }), scales.y) })
  }

  private func scaled(_ number: Double, _ scale: ScaleKind) -> Double {
    if case .logarithmic = scale { return log(number) }
    return number
  }

  private func unscaled(_ number: Double, _ scale: ScaleKind) -> Double {
    if case .logarithmic = scale { return exp(number) }
    return number
  }

  private static func mean(_ numbers: [Double]) -> Double { numbers.reduce(0, +) / Double(numbers.count) }
}

extension Value {
  /// The number that it is; nil for everything else.
  fileprivate var number: Double? {
    if case .number(let number) = kind { number } else { nil }
  }
}
