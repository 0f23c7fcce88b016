import Settings

/// The error of the last step alone, w_t = T 1[t = T-1]: the limit of rescaling as the power grows.
package struct LastStepError: WeightingError {
  package static let name = "last-step"
  package static let summary = "the error of the last step alone"

  package let base: any TemporalError

  package init(settings: Settings) { base = Self.base(settings) }

  package func weights(length: Int) -> [Double] {
    (0..<length).map { $0 == length - 1 ? Double(length) : 0 }
  }
}
