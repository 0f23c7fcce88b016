import Foundation
import Numerics
import Source

/// Whether results decide a comparison at all.
///
/// A claim that the chapters decide by themselves would stand with a verdict beside those that were found out.
extension Comparison {
  /// Why no result decides the comparison; nil where one does, and where its references are not sound.
  func emptiness(among offers: [String: Offer]) -> Mistake? {
    let leaves = left.expression.leaves + right.expression.leaves
    let sources = leaves.compactMap { Source($0, among: offers) }
    guard sources.count == leaves.count else { return nil }
    if sources.allSatisfy(\.isStated) {
      return Mistake(
        .emptyClaim, "this claim compares stated numbers only, not results",
        remedy: "cite a result of an experiment, a theorem or a sensitivity on one side", span: span)
    }
    if left.isOneResult, right.isOneResult, sources[0] == sources[1] {
      return Mistake(
        .emptyClaim, "both sides of this claim are the same result", remedy: "compare two results that can differ",
        span: span)
    }
    guard let answer = constantAnswer(sources) else { return nil }
    return Mistake(
      .emptyClaim, "this claim \(answer ? "holds" : "fails") whatever the results",
      remedy: answer ? "compare results that can come out the other way" : "reverse it, or compare other results",
      span: span)
  }

  /// Whether the comparison holds, where it does or does not for every value that its results can have; nil where both occur.
  ///
  /// Values are drawn over many magnitudes. Numbers that cannot be negative are not drawn so, stated numbers are
  /// what they are, and the same result has one value wherever it is cited.
  private func constantAnswer(_ sources: [Source]) -> Bool? {
    var generator = Generator(seed: 1, stream: "claim")
    var answers: Set<Bool> = []
    var count = 0
    for draw in 0..<Self.draws {
      var known: [Source: Double] = [:]
      let magnitude = Self.magnitudes[draw % Self.magnitudes.count]
      let values = sources.map { source in
        if let value = source.constant ?? known[source] { return value }
        let size = exp(magnitude * (2 * generator.uniform() - 1))
        let value = generator.uniform() < 0.05 ? 0 : source.isSigned && generator.uniform() < 0.5 ? -size : size
        known[source] = value
        return value
      }
      guard let answer = answer(values, isWide: magnitude > 14) else { continue }
      answers.insert(answer)
      count += 1
      if answers.count > 1 { return nil }
    }
    return count >= Self.draws / 20 ? answers.first : nil
  }

  private static let draws = 600
  /// Logarithms of the largest values of a draw: of the same size, within a millionfold, and over all that is likely.
  private static let magnitudes = [0.5, 14, 70]

  /// Whether the comparison holds of some values; nil where a side has no value, and where values of wide range give sides
  /// that rounding may have made equal.
  private func answer(_ values: [Double], isWide: Bool) -> Bool? {
    var next = 0
    func side(_ formula: ResultExpression) -> Double {
      formula.expression.evaluate { _ in
        defer { next += 1 }
        return values[next]
      }
    }
    let (a, b) = (side(left), side(right))
    guard a.isFinite, b.isFinite, scale != .ratio || (a > 0 && b > 0) else { return nil }
    if isWide, abs(a - b) <= 1e-6 * max(abs(a), abs(b)) { return nil }
    switch relation {
    case .less: return a < b
    case .lessOrEqual: return a <= b
    case .greater: return a > b
    case .greaterOrEqual: return a >= b
    case .about: return marginRange.map { $0.contains(scale == .ratio ? log(a / b) : a - b) }
    }
  }

  /// Which result a reference cites: equal sources have equal values.
  private struct Source: Hashable {
    let number: String
    let cells: [String]
    let isStated: Bool
    /// The value of a stated number.
    let constant: Double?
    let isSigned: Bool

    /// Nil if the result does not exist.
    init?(_ reference: Reference, among offers: [String: Offer]) {
      guard let (offer, selectors) = try? reference.resolve(among: offers) else { return nil }
      number = reference.name
      let chosen = offer.cells(matching: selectors)
      cells = chosen.map { cell in
        let name = offer.identities.indices.contains(cell) ? offer.identities[cell] : "\(reference.id) \(cell)"
        return "\(name) \(offer.seeds)"
      }
      let stated = offer.stated[reference.name]
      isStated = stated != nil
      constant = chosen.count == 1 ? stated?.dropFirst(chosen[0]).first : nil
      isSigned = !offer.nonnegative.contains(reference.name)
    }
  }
}

extension ResultExpression {
  /// Whether its value is that of the one result that it cites.
  fileprivate var isOneResult: Bool {
    expression.leaves.count == 1
      && [0.37, 12.5, 1e-9].allSatisfy { value in expression.evaluate { _ in value } == value }
  }
}
