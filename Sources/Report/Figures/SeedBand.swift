import Core
import Plot

/// The curves of several seeds as one line, their mean, with a band from the least to the greatest.
enum SeedBand {
  static func marks(for curves: [Series], style: Style) -> [any Mark] {
    guard let first = curves.first else { return [] }
    let alike = curves.filter { $0.x == first.x }
    guard alike.count > 1 else { return [Line(x: first.x, y: first.y, style: style)] }
    var (mean, low, high): ([Double], [Double], [Double]) = ([], [], [])
    for index in first.x.indices {
      let values = alike.map { $0.y[index] }
      mean.append(values.reduce(0, +) / Double(values.count))
      low.append(values.min() ?? .nan)
      high.append(values.max() ?? .nan)
    }
    return [Band(x: first.x, low: low, high: high, style: style), Line(x: first.x, y: mean, style: style)]
  }
}
