import Checksums
import Foundation
import Statistics

/// The numbers and curves of one directive, cell by cell of its grid and sample by sample.
///
/// A sample is a seed, or a row of a data file whose rows have no seeds.
package struct Dataset: Sendable {
  /// What one cell gave for one seed.
  package struct Result: Sendable {
    package let numbers: [String: Double]
    /// Numbers that all seeds of the cell share; they come before those of the run.
    let constants: [String: Double]
    /// Whether the run ended because something was not finite, and so gave no numbers.
    package var hasDiverged = false
    /// Curves by their names, read when they are asked for.
    fileprivate let curves: @Sendable () -> [String: Series]

    package init(
      numbers: [String: Double], constants: [String: Double] = [:],
      curves: @escaping @Sendable () -> [String: Series] = { [:] }
    ) {
      (self.numbers, self.constants, self.curves) = (numbers, constants, curves)
    }

    fileprivate func number(_ name: String) -> Double { constants[name] ?? numbers[name] ?? .nan }

    package init(numbers: [String: Double], series: [String: Series]) { self.init(numbers: numbers) { series } }

    var series: [String: Series] { curves() }
  }

  package let offer: Offer
  /// `[cell][sample]` by the name of the number, NaN where it is missing.
  private let numbers: [String: [[Double]]]
  /// `[cell][seed]`, empty where nothing diverged.
  private let hasDiverged: [[Bool]]
  /// `[cell][seed]`, nil without a result.
  private let curves: [[(@Sendable () -> [String: Series])?]]
  /// How many of the runs behind it are not computed yet.
  package var holes = 0
  /// Whether a program that may not run on this machine is why there are holes.
  package var isRefused = false
  /// The rows of a comparison, cell by cell; none for other directives.
  package private(set) var rows: [CellComparison.Row] = []

  /// `results` is `[cell][seed]`, nil where the run failed; without what only a run tells where it was not made.
  package init(offer: Offer, results: [[Result?]], holes: Int = 0, rows: [CellComparison.Row] = []) {
    self.offer = offer
    self.holes = holes
    self.rows = rows
    let names = results.joined().reduce(into: Set<String>()) { names, result in
      guard let result else { return }
      for name in result.numbers.keys where !names.contains(name) { names.insert(name) }
      for name in result.constants.keys where !names.contains(name) { names.insert(name) }
    }
    numbers = names.reduce(into: [:]) { numbers, name in
      numbers[name] = results.map { $0.map { $0?.number(name) ?? .nan } }
    }
    let isAnyDiverged = results.joined().contains { $0?.hasDiverged == true }
    hasDiverged = isAnyDiverged ? results.map { $0.map { $0?.hasDiverged == true } } : []
    curves = results.map { $0.map { $0?.curves } }
  }

  /// Numbers from the columns of a file, `[cell][sample]`, NaN where one is missing.
  package init(offer: Offer, numbers: [String: [[Double]]], curves: [[(@Sendable () -> [String: Series])?]] = []) {
    (self.offer, self.numbers, self.curves, hasDiverged) = (offer, numbers, curves, [])
  }

  /// A number of every matching cell; `diverged` stands for what diverged.
  ///
  /// Rows of a file have no seeds that cells share, so those of all matching cells are the samples of one.
  package func samples(of number: String, matching selectors: [Selector], diverged: Double? = nil) -> Samples {
    let cells = offer.cells(matching: selectors)
    let columns = numbers[number]
    if offer.rowCounts != nil {
      let values = cells.flatMap { columns?[$0] ?? [] }
      return Samples(values, cells: 1, omitting: offer.omitsMissing ? values.map(\.isNaN) : [])
    }
    var values: [Double] = []
    values.reserveCapacity(offer.sampleCount * cells.count)
    for seed in 0..<offer.sampleCount {
      for cell in cells {
        let isDiverged = !hasDiverged.isEmpty && hasDiverged[cell][seed]
        let value = columns?[cell][seed] ?? .nan
        values.append(isDiverged && value.isNaN ? diverged ?? .nan : value)
      }
    }
    let omitted = offer.omitsMissing ? Samples.rowsWithNaN(values, cells: cells.count) : []
    return Samples(values, cells: cells.count, omitting: omitted)
  }

  /// How many runs of the matching cells diverged.
  package func divergedCount(matching selectors: [Selector]) -> Int {
    hasDiverged.isEmpty ? 0 : offer.cells(matching: selectors).reduce(0) { $0 + hasDiverged[$1].count { $0 } }
  }

  /// What the matching cells lack of a number: "model gru, seed 3", one for each missing value.
  package func missing(_ number: String, matching selectors: [Selector]) -> [String] {
    offer.cells(matching: selectors).flatMap { cell in
      (numbers[number]?[cell] ?? Array(repeating: .nan, count: offer.sampleCount)).enumerated()
        .filter { $0.element.isNaN }.map { offer.title(ofCell: cell, sample: $0.offset) }
    }
  }

  /// A number of one cell, of the samples that have it.
  package func numbers(_ name: String, cell: Int) -> [Double] { numbers[name]?[cell].filter { !$0.isNaN } ?? [] }

  /// A number of one cell, sample by sample, nil where it is missing.
  package func values(_ name: String, cell: Int) -> [Double?] {
    guard let values = numbers[name]?[cell] else { return Array(repeating: nil, count: offer.sampleCount) }
    return values.map { $0.isNaN ? nil : $0 }
  }

  /// Every number of one cell from one sample, by name.
  package func numbers(cell: Int, sample: Int) -> [String: Double] {
    numbers.compactMapValues { cells in
      guard cells.indices.contains(cell), cells[cell].indices.contains(sample) else { return nil }
      return cells[cell][sample].isNaN ? nil : cells[cell][sample]
    }
  }

  /// The mean over the samples; nil where one is missing, unless the author leaves such out.
  package func mean(of number: String, cell: Int) -> Double? {
    let values = numbers(number, cell: cell)
    let isWhole = values.count == numbers[number]?[cell].count
    return values.isEmpty || !(isWhole || offer.omitsMissing) ? nil : Statistics.mean(values)
  }

  /// What stands for every number and every curve: equal fingerprints, equal results.
  package var fingerprint: String {
    var bytes = Data()
    func append(_ name: String, _ numbers: [Double]) {
      bytes.append(contentsOf: "\(name) \(numbers.count)\n".utf8)
      numbers.withUnsafeBytes { bytes.append(contentsOf: $0) }
    }
    for (name, cells) in numbers.sorted(by: { $0.key < $1.key }) { cells.forEach { append(name, $0) } }
    for curves in curves.joined() {
      append("result", [])
      for (name, series) in (curves?() ?? [:]).sorted(by: { $0.key < $1.key }) {
        append("x of \(name)", series.x)
        append("y of \(name)", series.y)
      }
    }
    return Checksum.md5(of: bytes)
  }

  /// A curve of one cell, seed by seed.
  package func curves(_ name: String, cell: Int) -> [Series] {
    curves.indices.contains(cell) ? curves[cell].compactMap { $0?()[name] } : []
  }

  /// The curves of one cell from one seed, by name.
  package func curves(cell: Int, sample: Int) -> [String: Series] {
    curves.indices.contains(cell) && curves[cell].indices.contains(sample) ? curves[cell][sample]?() ?? [:] : [:]
  }
}
