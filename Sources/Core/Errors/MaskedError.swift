import Settings

/// An error that leaves out the first steps, w_t = 0 for t < from T and equal weights afterwards.
package struct MaskedError: WeightingError {
  package static let name = "masked"
  package static let summary = "an error that ignores the first steps, which have no long past"

  private let from: Double
  package let base: any TemporalError

  package init(settings: Settings) {
    from = settings.number("from", default: 0.5, .range(0...1), help: "the first step that counts, as a share of all")
    base = Self.base(settings)
  }

  package func weights(length: Int) -> [Double] { Self.weights(length: length, from: from) }

  /// 0 before `from` T and equal afterwards, with mean 1; the last step always counts.
  package static func weights(length: Int, from: Double) -> [Double] {
    let first = min(from * Double(length), Double(length - 1))
    return normalised((0..<length).map { Double($0) < first ? 0 : 1 })
  }
}
