import Basics
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
    var shape: (samples: Int, cells: Int)?
    for reference in expression.leaves {
      do throws(SettingProblem) {
        let (offer, selectors) = try reference.resolve(among: offers)
        let own = offer.shape(matching: selectors)
        guard own.cells > 0 else {
          throw SettingProblem(
            "no cell of '\(reference.id)' has all of these values", remedy: "remove one", kind: .unresolved,
            span: reference.nameSpan)
        }
        if own == (1, 1) { continue }
        if let shape, shape != own {
          throw SettingProblem(
            "'\(reference.id).\(reference.name)' is \(own.cells) cells by \(Words.count(own.samples, offer.sampleNoun)) here, which does not pair with \(shape.cells) by \(shape.samples)",
            remedy: "choose cells between brackets on both sides alike", kind: .incompatible, span: reference.idSpan)
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
    expression.leaves.allSatisfy { datasets[$0.id]?.offer.isExact ?? false }
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

  /// What the formula lacks: "model gru, seed 3", for each number that is missing.
  func missing(in datasets: [String: Dataset]) -> [String] {
    expression.leaves.flatMap { reference -> [String] in
      guard let dataset = datasets[reference.id],
        let (_, selectors) = try? reference.resolve(among: [reference.id: dataset.offer])
      else { return [] }
      return dataset.missing(reference.name, matching: selectors)
    }
  }

  /// The values of the formula, cell by cell and seed by seed, from references that `check` found sound.
  ///
  /// `diverged` stands for the numbers of runs that diverged; without it they have none.
  func samples(from datasets: [String: Dataset], diverged: Double? = nil) -> Samples {
    let leaves = expression.leaves.map { reference -> Samples in
      guard let dataset = datasets[reference.id],
        let (_, selectors) = try? reference.resolve(among: [reference.id: dataset.offer])
      else { return Samples([.nan], cells: 1) }
      return dataset.samples(of: reference.name, matching: selectors, diverged: diverged)
    }
    if let only = leaves.first, leaves.count == 1, expression.isLeaf { return only }
    let count = leaves.map(\.count).max() ?? 1
    let cells = leaves.map(\.cells).max() ?? 1
    var values: [Double] = []
    values.reserveCapacity(count * cells)
    for sample in 0..<count {
      for cell in 0..<cells {
        let numbers = leaves.map { $0.value(sample, cell: cell) }
        // Without one of its numbers a formula has no value, even where min, max or a power would pass over it.
        guard !numbers.contains(where: \.isNaN) else {
          values.append(.nan)
          continue
        }
        var next = 0
        values.append(
          expression.evaluate { _ in
            defer { next += 1 }
            return numbers[next]
          })
      }
    }
    return Samples(
      values, cells: cells,
      omitting: leaves.dropFirst().reduce(leaves.first?.omitted ?? []) {
        Samples.either($0, $1.omitted)
      })
  }
}
