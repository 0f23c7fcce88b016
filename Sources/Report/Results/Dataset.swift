import Code
import Foundation
import Statistics

/// The computed numbers and curves of one directive, cell by cell of its grid and seed by seed.
package struct Dataset: Sendable {
  /// What one cell gave for one seed.
  package struct Result: Sendable {
    package let numbers: [String: Double]
    /// Whether the run ended because something was no finite number, and so gave no numbers.
    package var hasDiverged = false
    /// Curves by their names, read when they are asked for.
    private let curves: @Sendable () -> [String: Series]

    package init(numbers: [String: Double], curves: @escaping @Sendable () -> [String: Series] = { [:] }) {
      (self.numbers, self.curves) = (numbers, curves)
    }

    package init(numbers: [String: Double], series: [String: Series]) { self.init(numbers: numbers) { series } }

    var series: [String: Series] { curves() }
  }

  package let offer: Offer
  /// `[cell][seed]`, nil where the run failed; without what only a run tells where it was not made.
  package let results: [[Result?]]
  /// How many of the runs behind it are not computed yet.
  package var holes: Int

  package init(offer: Offer, results: [[Result?]], holes: Int = 0) {
    self.offer = offer
    self.results = results
    self.holes = holes
  }

  /// A number of every matching cell, `[seed][cell]`, NaN where the run gave none; `diverged` stands for what diverged.
  func samples(of number: String, matching selectors: [Selector], diverged: Double? = nil) -> [[Double]] {
    let cells = offer.cells(matching: selectors)
    return (0..<offer.sampleCount).map { seed in
      cells.map { cell in
        let result = results[cell][seed]
        return result?.numbers[number] ?? (result?.hasDiverged == true ? diverged : nil) ?? .nan
      }
    }
  }

  /// How many of the runs of the matching cells diverged.
  func divergedCount(matching selectors: [Selector]) -> Int {
    offer.cells(matching: selectors).reduce(0) { $0 + results[$1].count { $0?.hasDiverged == true } }
  }

  /// A number of one cell, of the seeds whose run gave it.
  package func numbers(_ name: String, cell: Int) -> [Double] { results[cell].compactMap { $0?.numbers[name] } }

  /// The mean over the seeds; nil where a run did not give the number.
  package func mean(of number: String, cell: Int) -> Double? {
    let values = numbers(number, cell: cell)
    return values.isEmpty || values.count < results[cell].count ? nil : Statistics.mean(values)
  }

  /// What stands for every number and every curve: equal fingerprints, equal results.
  package var fingerprint: String {
    var bytes = Data()
    func append(_ name: String, _ numbers: [Double]) {
      bytes.append(contentsOf: "\(name) \(numbers.count)\n".utf8)
      numbers.withUnsafeBytes { bytes.append(contentsOf: $0) }
    }
    for result in results.joined() {
      append("result", [])
      for (name, number) in (result?.numbers ?? [:]).sorted(by: { $0.key < $1.key }) { append(name, [number]) }
      for (name, series) in (result?.series ?? [:]).sorted(by: { $0.key < $1.key }) {
        append("x of \(name)", series.x)
        append("y of \(name)", series.y)
      }
    }
    return Digest.checksum(of: bytes)
  }

  /// A curve of one cell, seed by seed.
  package func curves(_ name: String, cell: Int) -> [Series] { results[cell].compactMap { $0?.series[name] } }
}
