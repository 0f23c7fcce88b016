import Core

/// The computed numbers and curves of one directive, cell by cell of its grid and seed by seed.
struct Dataset: Sendable {
  /// What one cell gave for one seed.
  struct Result: Sendable {
    var numbers: [String: Double] = [:]
    var series: [String: Series] = [:]
  }

  let offer: Offer
  /// `[cell][seed]`, nil where the run failed; without what only a run tells where it was not made.
  let results: [[Result?]]
  /// How many of the runs behind it are not computed yet.
  var holes = 0

  /// A number of every matching cell, `[seed][cell]`, NaN where the run gave none.
  func samples(of number: String, matching selectors: [Selector]) -> [[Double]] {
    let cells = offer.cells(matching: selectors)
    return (0..<offer.sampleCount).map { seed in cells.map { results[$0][seed]?.numbers[number] ?? .nan } }
  }

  /// A number of one cell, of the seeds whose run gave it.
  func numbers(_ name: String, cell: Int) -> [Double] { results[cell].compactMap { $0?.numbers[name] } }

  /// The mean over the seeds; nil where a run did not give the number.
  func mean(of number: String, cell: Int) -> Double? {
    let values = numbers(number, cell: cell)
    return values.isEmpty || values.count < results[cell].count ? nil : Core.mean(values)
  }

  /// A curve of one cell, seed by seed.
  func curves(_ name: String, cell: Int) -> [Series] { results[cell].compactMap { $0?.series[name] } }
}

extension Value {
  /// The labels whose results the settings of a directive name, by `of`.
  var sources: Set<String> {
    arguments.reduce(into: []) { $0.formUnion($1.label == "of" ? $1.value.words : $1.value.sources) }
  }
}
