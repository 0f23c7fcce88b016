/// Waits for a number to fall.
package struct Patience: Codable, Sendable {
  private var best: Double?
  /// Numbers since the best one.
  private var waited = 0

  /// Takes notice of `value`; true when `wait` numbers in a row were not below the best by the share `improvement` of it.
  ///
  /// Waiting begins anew once it is over.
  mutating func isOver(after value: Double, improvement: Double, wait: Int) -> Bool {
    guard let least = best else {
      best = value
      return false
    }
    if value < least - improvement * abs(least) {
      (best, waited) = (value, 0)
      return false
    }
    waited += 1
    if waited < wait { return false }
    waited = 0
    return true
  }
}
