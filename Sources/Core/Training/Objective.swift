/// An error ready to be evaluated on batches of one shape.
package struct Objective {
  private let error: any TemporalError
  private let weights: [Double]
  /// e = ŷ_t - y_t of one row, then φ'(e).
  private var residuals: [Double]

  package init(_ error: any TemporalError, length: Int, batch: Int) {
    self.error = error
    weights = error.weights(length: length)
    residuals = Array(repeating: 0, count: batch)
  }

  /// E, with ∂E/∂ŷ_t written to `slopes`; the three signals have one shape.
  package mutating func evaluate<Element: Scalar>(
    outputs: Signal<Element>, targets: Signal<Double>, slopes: Signal<Element>
  ) -> Double {
    let share = 1 / Double(outputs.length * outputs.width * outputs.batch)
    var sum = 0.0
    for time in 0..<outputs.length {
      for feature in 0..<outputs.width {
        let output = outputs.row(time, feature)
        let target = targets.row(time, feature)
        let slope = slopes.row(time, feature)
        for index in residuals.indices { residuals[index] = Double(output[index]) - target[index] }
        let weight = weights[time] * share
        sum += weight * residuals.withUnsafeMutableBufferPointer { [error] in error.differentiate($0) }
        for index in residuals.indices { slope[index] = Element(weight * residuals[index]) }
      }
    }
    return sum
  }
}
