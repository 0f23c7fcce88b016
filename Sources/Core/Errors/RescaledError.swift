import Foundation
import Settings

/// A temporally rescaled error, w_t ∝ ((t+1)/(T+1))^power (Wang and Yan 2023).
///
/// By the convention `authors`, that of their code, outputs and targets are multiplied by this before the error is
/// taken, so that an error of exponent q carries it to the power q, and the squared error its square.
package struct RescaledError: WeightingError {
  package enum Convention: String, CaseIterable, Sendable { case weight, authors }

  package static let name = "rescaled"
  package static let summary = "an error rescaled temporally, with weights growing as a power of time"

  private let power: Double
  package let base: any TemporalError

  package init(settings: Settings) {
    let power = settings.number(
      "power", default: 2, help: "the power of time that weights grow with; below 0 they fall")
    base = settings.part("of", from: .unweightedErrors, default: "squared", help: "the error that is rescaled")
    let convention: Convention = settings.choice(
      "convention", default: .weight, help: "whether the power is that of the weights, or of outputs and targets")
    if convention == .authors, base.exponent == nil {
      settings.report(
        SettingProblem(
          "'\(type(of: base).name)' is not a power of the residual, so rescaling the outputs gives it no weights",
          remedy: "leave out convention, or choose squared or absolute", kind: .incompatible, span: settings.span))
    }
    self.power = convention == .authors ? power * (base.exponent ?? 1) : power
  }

  package func weights(length: Int) -> [Double] { Self.weights(length: length, power: power) }

  /// ((t+1)/(T+1))^power, scaled to mean 1.
  ///
  /// Computed relative to the largest weight, that of the last step or for a negative power of the first, so that a power of
  /// any size leaves at least that one: weights that vanish beside it are 0.
  package static func weights(length: Int, power: Double) -> [Double] {
    let largest = power < 0 ? 1 : Double(length)
    return normalised((1...length).map { pow(Double($0) / largest, power) })
  }
}
