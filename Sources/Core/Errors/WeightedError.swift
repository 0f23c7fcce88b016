import Numerics
import Settings

/// An error with weights that a chapter writes down, w_t ∝ a formula in `t` and `T`.
package struct WeightedError: WeightingError {
  package static let name = "weighted"
  package static let summary = "an error with weights given by a formula in t = 0 ... T-1 and T"

  private var formula: Expression<String>?
  package let base: any TemporalError

  package init(settings: Settings) {
    let fallback = Value(.string("t + 1"))
    let given = settings.value(
      "by", default: fallback, text: fallback.description, required: true,
      allowed: "a formula in t and T between quotes", help: "the weight of step t, up to a factor", canonical: { $0 }
    ) { given in
      if case .string = given.kind { given } else { nil }
    }
    self.init(formula: given, of: Self.base(settings), settings: settings)
  }

  /// Reads the formula between the quotes of `formula`, and notes what is wrong with it at whatever length.
  init(formula: Value, of base: any TemporalError, settings: Settings) {
    self.base = base
    self.formula = Expression(quoted: formula, variables: ["t", "T"], settings: settings)
    let flaws = [8, 64, 512].map(flaw(length:))
    guard let flaw = flaws[0], flaws.allSatisfy({ $0 != nil }) else { return }
    settings.report(
      SettingProblem(
        flaw, remedy: "weights are positive at every t from 0 to T-1", kind: .unsuitable, span: formula.span))
    self.formula = nil
  }

  package func weights(length: Int) -> [Double] {
    guard let formula else { return base.weights(length: length) }
    return normalised(
      (0..<length).map { time in formula.evaluate { Double($0 == "t" ? time : length) } })
  }

  /// A weight that is written down and vanishes somewhere is taken for a slip: `masked` says it on purpose.
  package func flaw(length: Int) -> String? {
    let weights = weights(length: length)
    guard let step = weights.firstIndex(where: { !($0 > 0 && $0.isFinite) }) else { return nil }
    let wrong = weights[step].isFinite ? "not positive" : "not a number"
    return "the weight of step t = \(step) of T = \(length) is \(wrong)"
  }
}
