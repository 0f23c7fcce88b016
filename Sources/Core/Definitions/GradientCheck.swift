import Equations
import Foundation
import Networks
import Numerics
import Tasks

/// The gradient of a defined model against central differences, in double precision.
package struct GradientCheck: Codable, Sendable, Equatable {
  /// The largest difference, relative to the gradient's norm along each direction, over all parameters and directions.
  package var largestDifference: Double
  package var directions: Int
  /// The first thing that was not finite, such as "the output at step 3".
  package var notFinite: String?
  /// Whether the model has kinks, where differences mean little.
  package var hasKinks: Bool

  /// The largest difference that is accepted.
  package static let tolerance = 1e-5
  /// A difference above which shorter steps are tried.
  static let doubtful = 1e-8

  package var holds: Bool { notFinite == nil && largestDifference <= Self.tolerance }
}

extension DefinedModel {
  /// Checks the gradient on short random sequences of two inputs and three outputs, along random directions in each array.
  ///
  /// The derivative along a direction is Richardson's extrapolation of central differences; where it differs, shorter steps
  /// are tried, since a model of large numbers bends within a long one.
  ///
  /// - Parameter spoil: changes the gradient before it is checked, to see what a wrong one gives.
  package func gradientCheck(
    directions: Int = 4, length: Int = 7, batch: Int = 3, spoil: (inout [Double]) -> Void = { _ in }
  ) -> GradientCheck {
    let shape = SequenceShape(length: length, inputs: 2, outputs: 3)
    let network: Network<Double> = plainNetwork(for: shape, batch: batch)
    var generator = Generator(seed: 1, stream: "gradient check")
    var parameters = initialParameters(for: shape, from: &generator)
    for index in parameters.indices { parameters[index] += 0.1 * generator.gaussian() }
    let probe = Probe(shape, batch: batch, from: &generator)
    var gradient = Array(repeating: 0.0, count: parameters.count)
    let error = probe.error(of: network, parameters)
    network.backward(parameters, probe.inputs, probe.slopes, &gradient)
    spoil(&gradient)
    let kinks = definition.hasKinks
    var result = GradientCheck(largestDifference: 0, directions: 0, notFinite: nil, hasKinks: kinks)
    if !error.isFinite || !gradient.allSatisfy(\.isFinite) {
      result.notFinite = probe.notFinite(error) ?? "the gradient"
      return result
    }
    let norm = gradient.reduce(0) { $0 + $1 * $1 }.squareRoot()
    var start = 0
    let arrays = self.parameters(for: shape)
    // Fewer for each of hundreds of arrays, and for models with a step of 10^7 operations and more.
    let affordable = 3e7 / max(operations(for: shape), 1)
    let each = max(1, min(directions, 256 / max(arrays.count, 1), Int(min(affordable, 1e6))))
    for array in arrays {
      for _ in 0..<each {
        let direction = (0..<array.count).map { _ in generator.gaussian() / Double(array.count).squareRoot() }
        func value(_ step: Double) -> Double {
          var moved = parameters
          for index in 0..<array.count { moved[start + index] += step * direction[index] }
          return probe.error(of: network, moved)
        }
        func difference(_ step: Double) -> Double { (value(step) - value(-step)) / (2 * step) }
        func extrapolated(_ step: Double) -> Double { (4 * difference(step / 2) - difference(step)) / 3 }
        let along = (0..<array.count).reduce(0.0) { $0 + gradient[start + $1] * direction[$1] }
        func gap(_ found: Double) -> Double { abs(found - along) / max(norm, 1e-6) }
        var least = gap(extrapolated(1e-3))
        for step in [1e-4, 1e-5] where least > GradientCheck.doubtful { least = min(least, gap(extrapolated(step))) }
        // A step that crosses a kink differs however right the gradient is; a short one hardly ever crosses any.
        if kinks { least = min(least, gap(difference(1e-6))) }
        result.largestDifference = max(result.largestDifference, least)
        result.directions += 1
      }
      start += array.count
    }
    return result
  }
}

/// Random sequences with the squared error of a network on them.
private struct Probe {
  let inputs: Signal<Double>
  let targets: Signal<Double>
  let outputs: Signal<Double>
  /// ∂E/∂ŷ_t.
  let slopes: Signal<Double>

  init(_ shape: SequenceShape, batch: Int, from generator: inout Generator) {
    inputs = Signal(length: shape.length, width: shape.inputs, batch: batch)
    targets = Signal(length: shape.length, width: shape.outputs, batch: batch)
    outputs = Signal(length: shape.length, width: shape.outputs, batch: batch)
    slopes = Signal(length: shape.length, width: shape.outputs, batch: batch)
    for time in 0..<shape.length {
      for signal in [inputs, targets] {
        for feature in 0..<signal.width {
          let row = signal.row(time, feature)
          for index in row.indices { row[index] = generator.gaussian() }
        }
      }
    }
  }

  /// E, the mean of the squared residuals over steps and sequences; sets `outputs` and `slopes`.
  func error(of network: Network<Double>, _ parameters: [Double]) -> Double {
    network.forward(parameters, inputs, outputs)
    let share = 1 / Double(outputs.length * outputs.batch)
    var sum = 0.0
    for time in 0..<outputs.length {
      for feature in 0..<outputs.width {
        let (output, target) = (outputs.row(time, feature), targets.row(time, feature))
        let slope = slopes.row(time, feature)
        for index in slope.indices {
          let residual = output[index] - target[index]
          sum += share * residual * residual
          slope[index] = 2 * share * residual
        }
      }
    }
    return sum
  }

  /// The first thing that is not a finite number, where there is one.
  func notFinite(_ error: Double) -> String? {
    for time in 0..<outputs.length {
      for feature in 0..<outputs.width {
        if !outputs.row(time, feature).allSatisfy(\.isFinite) { return "the output at step t = \(time)" }
      }
    }
    return error.isFinite ? nil : "the error"
  }
}

extension ModelDefinition {
  /// Whether an equation has a point without a derivative.
  package var hasKinks: Bool {
    var open = definition.statements.flatMap(\.formulas)
    while let formula = open.popLast() {
      if case .call(let name, _, _) = formula.kind,
        ElementFunction(rawValue: name)?.hasKink == true || ["max", "min", "clip", "hardtanh"].contains(name)
      {
        return true
      }
      open += formula.children
    }
    return false
  }
}
