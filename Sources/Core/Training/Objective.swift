import Errors
import Numerics
import Tasks

/// An error ready to be evaluated on batches of one shape.
package struct Objective {
  private let error: any TemporalError
  private let weights: [Double]
  /// ŷ_t of every output and sequence, then ∂φ/∂ŷ_t.
  private var slopes: [Double]
  private var answers: [Double]

  package init(_ error: any TemporalError, shape: SequenceShape, batch: Int) {
    self.error = error
    weights = error.weights(length: shape.length)
    slopes = Array(repeating: 0, count: shape.outputs * batch)
    answers = slopes
  }

  /// E, with ∂E/∂ŷ_t written to `slopes`; the three signals have one shape.
  @specialized(where Element == Float)
  @specialized(where Element == Double)
  package mutating func evaluate<Element: Scalar>(
    outputs: Signal<Element>, targets: Signal<Double>, slopes: Signal<Element>
  ) -> Double {
    let share = 1 / Double(outputs.length * outputs.batch)
    var sum = 0.0
    for time in 0..<outputs.length {
      gather(outputs, targets, at: time)
      let weight = weights[time] * share
      sum += weight * compare(width: outputs.width, time: time)
      for feature in 0..<outputs.width {
        let slope = slopes.row(time, feature)
        let first = feature * outputs.batch
        for index in slope.indices { slope[index] = Element(weight * self.slopes[first + index]) }
      }
    }
    return sum
  }

  private mutating func gather<Element: Scalar>(_ outputs: Signal<Element>, _ targets: Signal<Double>, at time: Int) {
    for feature in 0..<outputs.width {
      let (output, target) = (outputs.row(time, feature), targets.row(time, feature))
      let first = feature * outputs.batch
      for index in output.indices {
        slopes[first + index] = Double(output[index])
        answers[first + index] = target[index]
      }
    }
  }

  private mutating func compare(width: Int, time: Int) -> Double {
    slopes.withUnsafeMutableBufferPointer { [error, answers, weights] slopes in
      answers.withUnsafeBufferPointer {
        error.compare(slopes, with: $0, width: width, time: time, length: weights.count)
      }
    }
  }
}
