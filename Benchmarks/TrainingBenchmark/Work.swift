import Errors
import Foundation
import Networks
import Numerics
import Settings
import Tasks

/// One of the pieces of work that other frameworks are compared on, the same data and parameters for all.
struct Work {
  enum Model: String, CaseIterable { case linrnn, tanh, gru, lstm, s4d, tcn, attn }

  let model: any SequenceModel
  let shape: SequenceShape
  let batch: Int
  private let kind: Model
  private let width: Int

  /// `width` is that of recurrent models and of S4D; the others have the width that the catalogue gives them.
  ///
  /// With `equations` it is the model as a chapter would write it.
  init(_ kind: Model, batch: Int, length: Int, width: Int, equations: Bool = false) throws {
    let name = [Model.linrnn: "linear-rnn", .tanh: "tanh-rnn", .attn: "transformer"][kind] ?? kind.rawValue
    self.kind = kind
    self.batch = batch
    self.width = width
    let written = equations ? WrittenModels.text[kind] : nil
    model =
      try written.map { try WrittenModels.model($0, width: width) }
      ?? Catalogue.models.make(kind == .tcn || kind == .attn ? name : "\(name)(width: \(width))")
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
    case (.tcn, let name): return within(1 / Double(inputsOfConvolution(name)).squareRoot())
    case (.attn, let name): return attentionValues(name, within)
    default: return within(1 / Double(width).squareRoot())
    }
  }

  /// Of a layer's weights and biases, W0 and b0 …, or else of the read-out.
  private func inputsOfConvolution(_ name: String) -> Int {
    guard name.hasPrefix("W") || name.hasPrefix("b") else { return 32 }
    return 3 * (name.hasSuffix("0") ? shape.inputs : 32)
  }

  private func attentionValues(_ name: String, _ within: (Double) -> [Double]) -> [Double] {
    switch name.prefix(while: { !$0.isNumber }) {
    case "E": return within(1)
    case "P": return within(0.5)
    case "gain": return within(1).map { _ in 1 }
    case "shift": return within(0)
    case "N", "n": return within(1 / 16)
    default: return within(1 / 8)
    }
  }

  /// Floating-point operations of a step, three times those of the model forward; of recurrent models the products alone.
  var operations: Double {
    if [.s4d, .tcn, .attn].contains(kind) { return 3 * Double(batch * shape.length) * model.operations(for: shape) }
    let gates = Double([Model.gru: 3, .lstm: 4][kind] ?? 1)
    let width = Double(width)
    return 3 * Double(batch * shape.length) * (2 * gates * width * width + 2 * gates * width + 2 * width)
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
