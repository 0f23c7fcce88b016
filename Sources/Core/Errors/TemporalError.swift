/// An error over time, E = (1/T) Σ_t w_t φ(ŷ_t - y_t).
package protocol TemporalError: Catalogued, Sendable {
  /// w_t for t = 0 … T-1, positive and with mean 1.
  func weights(length: Int) -> [Double]
  /// q where φ(e) = |e|^q.
  var exponent: Double { get }
}
