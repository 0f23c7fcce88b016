import Numerics
import Settings

/// Arithmetic over results, `1 - poly.longLagError[rescaled] / poly.longLagError[squared]`.
package struct ResultExpression: Sendable {
  package let expression: Expression<Reference>

  init(from lexer: inout Lexer) throws(SettingProblem) {
    expression = try Expression(from: &lexer, leaf: Reference.read)
  }

  package init(parsing text: some StringProtocol, base: Int = 0) throws(SettingProblem) {
    var lexer = try Lexer(String(text), base: base)
    try self.init(from: &lexer)
    try lexer.expectEnd()
  }

  /// References to what is not there, and references whose cells do not pair.
  package func check(among offers: [String: Offer]) -> [SettingProblem] {
    var problems: [SettingProblem] = []
    var shape: (seeds: Int, cells: Int)?
    for reference in expression.leaves {
      do throws(SettingProblem) {
        let (offer, selectors) = try reference.resolve(among: offers)
        let own = (seeds: offer.sampleCount, cells: offer.cells(matching: selectors).count)
        guard own.cells > 0 else {
          throw SettingProblem(
            "no cell of '\(reference.id)' has all of these values", remedy: "remove one", span: reference.nameSpan)
        }
        if own == (1, 1) { continue }
        if let shape, shape != own {
          throw SettingProblem(
            "'\(reference.id).\(reference.name)' is \(own.cells) cells by \(own.seeds) seeds here, which does not pair with \(shape.cells) by \(shape.seeds)",
            remedy: "choose cells between brackets on both sides alike", span: reference.idSpan)
        }
        shape = own
      } catch {
        problems.append(error)
      }
    }
    return problems
  }

  /// Its value where it cites nothing.
  var constant: Double? { expression.leaves.isEmpty ? expression.evaluate { _ in .nan } : nil }

  /// Whether nothing in it was drawn at random, so that a single value decides.
  func isExact(in datasets: [String: Dataset]) -> Bool {
    expression.leaves.allSatisfy { datasets[$0.id]?.offer.seeds.isEmpty ?? false }
  }

  /// How many of the runs that it cites diverged.
  func divergedCount(in datasets: [String: Dataset]) -> Int {
    expression.leaves.reduce(0) { count, reference in
      guard let dataset = datasets[reference.id],
        let (_, selectors) = try? reference.resolve(among: [reference.id: dataset.offer])
      else { return count }
      return count + dataset.divergedCount(matching: selectors)
    }
  }

  /// The values of the formula, cell by cell and seed by seed, from references that `check` found sound.
  ///
  /// `diverged` stands for the numbers of runs that diverged; without it they have none.
  func samples(from datasets: [String: Dataset], diverged: Double? = nil) -> Samples {
    let leaves = expression.leaves.map { reference -> Samples in
      guard let dataset = datasets[reference.id],
        let (_, selectors) = try? reference.resolve(among: [reference.id: dataset.offer])
      else { return Samples(values: [[.nan]]) }
      return Samples(values: dataset.samples(of: reference.name, matching: selectors, diverged: diverged))
    }
    let seeds = leaves.map(\.values.count).max() ?? 1
    let cells = leaves.map { $0.values.first?.count ?? 0 }.max() ?? 1
    let values = (0..<seeds).map { seed in
      (0..<cells).map { cell -> Double in
        let numbers = leaves.map { $0.value(seed: seed, cell: cell) }
        // Without one of its numbers a formula has no value, even where min, max or a power would pass over it.
        if numbers.contains(where: \.isNaN) { return .nan }
        var next = 0
        return expression.evaluate { _ in
          defer { next += 1 }
          return numbers[next]
        }
      }
    }
    return Samples(values: values)
  }
}

/// Values by seed and cell; a single value stands for all.
struct Samples: Sendable {
  /// `[seed][cell]`.
  let values: [[Double]]

  func value(seed: Int, cell: Int) -> Double {
    let row = values.count == 1 ? values[0] : values[seed]
    return row.count == 1 ? row[0] : row[cell]
  }

  /// The mean over the cells, for each seed.
  var meanBySeed: [Double] { values.map { $0.reduce(0, +) / Double($0.count) } }

  /// Two sets of samples put together value by value.
  static func paired(_ left: Samples, _ right: Samples, by join: (Double, Double) -> Double) -> Samples {
    let seeds = max(left.values.count, right.values.count)
    let cells = max(left.values.first?.count ?? 0, right.values.first?.count ?? 0)
    return Samples(
      values: (0..<seeds).map { seed in
        (0..<cells).map { join(left.value(seed: seed, cell: $0), right.value(seed: seed, cell: $0)) }
      })
  }
}
