import Core
import Foundation

/// One of the pieces of work that other frameworks are compared on, the same data and parameters for all.
struct Work {
  enum Model: String, CaseIterable { case linrnn, tanh, gru, lstm, s4d, tcn, attn }

  let model: any SequenceModel
  let shape: SequenceShape
  let batch: Int
  private let kind: Model
  private let width: Int

  /// Throws where the catalogue has no such model.
  init(_ kind: Model, batch: Int, length: Int, width: Int) throws {
    let name = [Model.linrnn: "linear-rnn", .tanh: "tanh-rnn"][kind] ?? kind.rawValue
    guard kind != .tcn, kind != .attn, Catalogue.models[name: name] != nil else {
      throw Absence(model: kind.rawValue)
    }
    self.kind = kind
    self.batch = batch
    self.width = width
    model = try Catalogue.models.make("\(name)(width: \(width))")
    shape = SequenceShape(length: length, inputs: 1, outputs: 1)
  }

  /// x uniform within √3, and y_t = Σ_s (1 + 0.1 s)^{-1.1} x_{t-s}.
  func data() throws -> (inputs: Signal<Float>, targets: Signal<Double>) {
    let task = try Catalogue.tasks.make("linear-functional(length: \(shape.length))")
    let drawn = Signal<Double>(length: shape.length, width: 1, batch: batch)
    let numbers = uniform(seed: 1, count: batch * shape.length, within: 3.0.squareRoot())
    for (index, number) in numbers.enumerated() {
      drawn[index % shape.length, 0, index / shape.length] = Double(Float(number))
    }
    let inputs = Signal<Float>(length: shape.length, width: 1, batch: batch)
    let targets = Signal<Double>(length: shape.length, width: 1, batch: batch)
    inputs.convert(from: drawn)
    convolve(drawn, with: task.memory ?? [], into: targets)
    return (inputs, targets)
  }

  var parameters: [Float] {
    model.parameters(for: shape).enumerated().flatMap { index, array in
      initialValues(of: array, seed: UInt64(1000 + index)).map(Float.init)
    }
  }

  /// Uniform within H^{-1/2}, but for the arrays of the linear network and of S4D that start otherwise.
  private func initialValues(of array: Parameter, seed: UInt64) -> [Double] {
    func within(_ bound: Double) -> [Double] { uniform(seed: seed, count: array.count, within: bound) }
    let states = array.dimensions.last ?? 1
    switch (kind, array.name) {
    case (.linrnn, "U"), (.s4d, "E"), (.s4d, "e"), (.s4d, "D"): return within(1)
    case (.s4d, "a"): return Array(repeating: log(0.5), count: array.count)
    case (.s4d, "omega"): return (0..<array.count).map { .pi * Double($0 % states) }
    case (.s4d, "delta"): return within(1).map { log(1e-3) + ($0 + 1) / 2 * log(100) }
    case (.s4d, "ReC"), (.s4d, "ImC"): return within(1 / Double(states).squareRoot())
    default: return within(1 / Double(width).squareRoot())
    }
  }

  /// Floating-point operations of a step, three times those of the model forward; of recurrent models the products alone.
  var operations: Double {
    if kind == .s4d { return 3 * Double(batch * shape.length) * model.operations(for: shape) }
    let gates = Double([Model.gru: 3, .lstm: 4][kind] ?? 1)
    let width = Double(width)
    return 3 * Double(batch * shape.length) * (2 * gates * width * width + 2 * gates * width + 2 * width)
  }
}

/// A model that the catalogue does not have.
struct Absence: Error, CustomStringConvertible {
  let model: String
  var description: String {
    "there is no model '\(model)' to train yet; the others are linrnn, tanh, gru, lstm and s4d"
  }
}

/// `count` numbers uniform within `bound`, the SplitMix64 sequence from state `seed` 2³².
private func uniform(seed: UInt64, count: Int, within bound: Double) -> [Double] {
  (0..<count).map { index in
    var word = (seed << 32) &+ UInt64(index + 1) &* 0x9E37_79B9_7F4A_7C15
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return bound * (2 * Double((word ^ (word >> 31)) >> 11) * 0x1p-53 - 1)
  }
}

/// The mean of (w (ŷ - y))² with the rescaled weights w ∝ (t + 1)² of mean 1.
struct DoublyRescaledError: ResidualError {
  static let name = "doubly-rescaled"
  static let summary = "the squared error of outputs and targets multiplied by rescaled weights"

  init() {}
  init(settings: Settings) {}

  var exponent: Double? { 2 }

  func weights(length: Int) -> [Double] {
    let squares = (1...length).map { Double($0 * $0) }
    let mean = squares.reduce(0, +) / Double(length)
    return squares.map { $0 / mean * $0 / mean }
  }

  func differentiate(_ residuals: UnsafeMutableBufferPointer<Double>) -> Double {
    SquaredError().differentiate(residuals)
  }
}
