import Document
import Errors
import Plot
import Results
import Settings
import Theorems

/// `explorer(of: sensitivity)`: what rescaling by a power of time does, drawn for several powers without any run.
///
/// In the page a slider moves the power and the length; on paper and without scripts the small multiples say the same.
package struct ExplorerFigure: FigureKind {
  package static let name = "explorer"
  package static let summary =
    "draws what rescaling by a power of time does to the sensitivity, or to bias and variance, and lets a reader move the power"

  private let show: Explorer.Kind
  private let powers: [Double]
  private let length: Int

  package init(settings: Settings) {
    show = settings.choice("show", default: .sensitivity, help: "what is drawn")
    powers = settings.numbers(
      "powers", default: [0, 1, 2, 4, 8], .range(0...8), help: "the powers of the small multiples")
    length = settings.count("length", default: 100, 5...400, help: "steps T of a sequence")
  }

  package var inputs: Inputs { Inputs() }

  package func check(among offers: [String: Offer]) -> [SettingProblem] { [] }

  package var explorer: Explorer? {
    Explorer(kind: show, power: powers.count > 2 ? powers[powers.count / 2] : powers.last ?? 0, length: length)
  }

  package func panels(from datasets: [String: Dataset], styles: SeriesStyles) -> [Panel] {
    switch show {
    case .sensitivity: powers.enumerated().map { profile(power: $1, isFirst: $0 == 0, styles) }
    case .tradeOff: [tradeOff]
    }
  }

  package var models: [Value] { show == .sensitivity ? powers.map(Self.error) : [] }

  private static func error(_ power: Double) -> Value {
    if power == 0 { return Value(.name("squared")) }
    return Value(.call("rescaled", [Argument(label: "power", value: Value(.number(power)))]))
  }

  /// The profile of one power: the sum over the steps, its limit 1 - (s/T)^{p+1}, and where half is left.
  private func profile(power: Double, isFirst: Bool, _ styles: SeriesStyles) -> Panel {
    let weights = RescaledError.weights(length: length, power: power)
    let profile = SensitivityProfile(weights: weights)
    let shares = profile.values.indices.map { Double($0) / Double(length) }
    let half = profile.halfBiasLag / Double(length)
    // A panel has the colour of its error; the key has none of them.
    let ink = styles.style(like: Self.error(power))?.colour
    let sum = Style(series: "sum over $T = \(length)$ steps", ink: ink, width: 2)
    var key = sum
    key.ink = .muted
    return Panel(
      title: "$p = \(Value.text(of: power))$", x: Axis("lag $s/T$", domain: 0...1),
      y: Axis("sensitivity $B_p(s)/B_p(0)$", domain: 0...1),
      marks: [
        Plot.Rule(.horizontal(0.5)), Line(x: [], y: [], style: isFirst ? key : sum),
        Line(x: shares, y: profile.normalised, style: sum),
        Line(
          x: shares, y: shares.map { RescalingTheorem.closedForm(share: $0, power: power) },
          style: Style(series: "limit $1 - (s/T)^{p+1}$", slot: .target, width: 0.8, dash: [1, 3])),
        Point(x: [half], y: [0.5], style: Style(series: "half is left", slot: .target), radius: 2.6),
      ])
  }

  /// Bias 1 - 2·(mean lag)/T against the factor T Σw²/(Σw)² of the variance, along the powers.
  private var tradeOff: Panel {
    func place(_ power: Double) -> (x: Double, y: Double) {
      let profile = SensitivityProfile(weights: RescaledError.weights(length: length, power: power))
      return (1 / profile.effectiveSampleShare, 1 - 2 * profile.meanLag / Double(length))
    }
    let path = stride(from: 0, through: 8, by: 0.1).map(place)
    let points = powers.map(place)
    let names = zip(powers, points).map { power, point in
      Text(x: point.x, y: point.y, " $p = \(Value.text(of: power))$")
    }
    return Panel(
      x: Axis(#"variance $T \sum w^2 / (\sum w)^2$"#, domain: 0.9...1.1 * (points.map(\.x).max() ?? 5)),
      y: Axis(#"bias $1 - 2\,\bar s / T$"#),
      marks: [
        Line(x: path.map(\.x), y: path.map(\.y), style: Style(series: "powers from 0 to 8", slot: .muted)),
        Point(x: points.map(\.x), y: points.map(\.y), style: Style(slot: .target), radius: 3),
      ] + names)
  }
}
