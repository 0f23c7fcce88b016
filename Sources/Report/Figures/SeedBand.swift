import Plot
import Statistics

/// The curves of several seeds as one line, their mean, with a band from the least to the greatest.
enum SeedBand {
  static func marks(for curves: [Series], style: Style) -> [any Mark] {
    guard let mean = mean(of: curves) else { return [] }
    let line = Line(x: mean.x, y: mean.y, style: style)
    let alike = curves.filter { $0.x == mean.x }
    guard alike.count > 1 else { return [line] }
    let columns = mean.x.indices.map { index in alike.map { $0.y[index] } }
    return [
      Band(x: mean.x, low: columns.map { $0.min() ?? .nan }, high: columns.map { $0.max() ?? .nan }, style: style),
      line,
    ]
  }

  /// The mean of the curves that have the positions of the first; nil of none.
  static func mean(of curves: [Series]) -> Series? {
    guard let first = curves.first else { return nil }
    let alike = curves.filter { $0.x == first.x }
    return Series(x: first.x, y: first.x.indices.map { index in Statistics.mean(alike.map { $0.y[index] }) })
  }
}
