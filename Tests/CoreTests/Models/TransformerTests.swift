import Foundation
import Testing

@testable import Errors
@testable import Models
@testable import Networks
@testable import Numerics
@testable import Settings
@testable import Tasks
@testable import Training

@Suite("Transformer")
struct TransformerTests {
  private func start(_ model: any SequenceModel, _ shape: SequenceShape) -> [Double] {
    var generator = Generator(seed: 3)
    // Gains and shifts too, which start at one and zero.
    return model.initialParameters(for: shape, from: &generator).map { $0 + 0.1 * generator.gaussian() }
  }

  private func random<Element: Scalar>(_ length: Int, _ width: Int, _ batch: Int, seed: UInt64) -> Signal<Element> {
    let signal = Signal<Element>(length: length, width: width, batch: batch)
    var generator = Generator(seed: seed)
    for time in 0..<length {
      for feature in 0..<width {
        for index in 0..<batch { signal[time, feature, index] = Element(generator.gaussian()) }
      }
    }
    return signal
  }

  @Test(arguments: [
    (width: 1, layers: 1, heads: 1, factor: 1), (width: 6, layers: 2, heads: 3, factor: 2),
    (width: 8, layers: 1, heads: 2, factor: 4),
  ])
  func `the network follows its definition`(width: Int, layers: Int, heads: Int, factor: Int) throws {
    let shape = SequenceShape(length: 40, inputs: 2, outputs: 3)
    let text = "transformer(width: \(width), layers: \(layers), heads: \(heads), feed-forward: \(factor))"
    let model = try Catalogue.models.make(text)
    let parameters = start(model, shape)
    let plain = PlainTransformer(parameters, width: width, layers: layers, heads: heads, factor: factor, shape: shape)
    let (inputs, outputs) = (
      random(40, 2, 20, seed: 1) as Signal<Double>, Signal<Double>(length: 40, width: 3, batch: 20)
    )
    let network: Network<Double> = model.network(for: shape, batch: 20)
    network.forward(parameters, inputs, outputs)
    for sequence in [0, 17] {
      let expected = plain.outputs(of: (0..<40).map { time in (0..<2).map { inputs[time, $0, sequence] } })
      for time in 0..<40 {
        for output in 0..<3 { #expect(abs(outputs[time, output, sequence] - expected[time][output]) < 1e-11) }
      }
    }
  }

  @Test func `every gradient equals the finite difference over several blocks of keys`() throws {
    let shape = SequenceShape(length: 70, inputs: 1, outputs: 1)
    let model = try Catalogue.models.make("transformer(width: 4, layers: 2, heads: 2, feed-forward: 2)")
    var parameters = start(model, shape)
    let network: Network<Double> = model.network(for: shape, batch: 2)
    let batch = Batch<Double>(shape, count: 2)
    batch.inputs.convert(from: random(70, 1, 2, seed: 1) as Signal<Double>)
    batch.targets.convert(from: random(70, 1, 2, seed: 2) as Signal<Double>)
    var objective = Objective(SquaredError(), shape: shape, batch: 2)
    var gradient = Array(repeating: 0.0, count: parameters.count)
    _ = batch.error(of: network, parameters, by: &objective)
    network.backward(parameters, batch.inputs, batch.slopes, &gradient)
    #expect(gradient.allSatisfy { $0 != 0 })
    for index in gradient.indices {
      let value = parameters[index]
      let errors = [1e-5, -1e-5].map { step in
        parameters[index] = value + step
        return batch.error(of: network, parameters, by: &objective)
      }
      parameters[index] = value
      #expect(abs((errors[0] - errors[1]) / 2e-5 - gradient[index]) < 1e-7 * (1 + abs(gradient[index])))
    }
  }

  /// The output of attention over random arrays but for the given values.
  private func attend<Element: Scalar>(
    _ length: Int, width: Int, scale: Element = 1, values: Signal<Element>
  ) -> Signal<Element> {
    let (queries, keys): (Signal<Element>, Signal<Element>) = (
      random(length, width, 16, seed: 1), random(length, width, 16, seed: 2)
    )
    for index in 0..<length * width * 16 { queries.step(0)[index] *= scale }
    let output = Signal<Element>(length: length, width: width, batch: 16)
    let sums = Signal<Element>(length: length, width: 3, batch: 16)
    CausalAttention<Element>(length: length, width: width).forward(
      .init(query: Columns(queries), key: Columns(keys), value: Columns(values), output: Columns(output)),
      Columns(sums))
    return output
  }

  @Test(arguments: [1, 5, 32, 50, 101])
  func `the weights of attention sum to one`(length: Int) {
    let ones = Signal<Float>(length: length, width: 3, batch: 16)
    for index in 0..<length * 3 * 16 { ones.step(0)[index] = 1 }
    for scale in [1, 1000] as [Float] {
      let output = attend(length, width: 3, scale: scale, values: ones)
      #expect((0..<length * 3 * 16).allSatisfy { abs(output.step(0)[$0] - 1) < 1e-6 })
    }
  }

  @Test func `the first step attends to itself alone, and no step to later ones`() {
    let values: Signal<Double> = random(40, 3, 16, seed: 3)
    let before = attend(40, width: 3, values: values)
    for row in 0..<3 { #expect(abs(before[0, row, 2] - values[0, row, 2]) < 1e-14) }
    for row in 0..<3 { values[20, row, 2] = .nan }
    let after = attend(40, width: 3, values: values)
    for time in 0..<40 { #expect(after[time, 1, 2].isNaN == (time >= 20)) }
    for time in 0..<20 { #expect(after[time, 1, 2] == before[time, 1, 2]) }
  }

  @Test(arguments: [
    (
      "transformer(heads: 3)",
      ["'heads' cannot be 3", "a width of 64 takes 1, 2, 4, 8, 16, 32, 64", "transformer(heads: 3)"]
    ),
    ("transformer(layers: 65)", ["'layers' cannot be 65", "it takes a whole number from 1 to 64", "65"]),
    ("transformer(feed-forward: 0)", ["'feed-forward' cannot be 0", "it takes a whole number from 1 to 64", "0"]),
  ])
  func `a bad network is refused at its place`(text: String, expected: [String]) {
    #expect(complaint(about: text, in: .models) == expected)
  }
}

/// The transformer by its definition, for one sequence.
private struct PlainTransformer {
  private typealias Matrix = [[Double]]
  private let arrays: [[Double]]
  private let width: Int
  private let layers: Int
  private let heads: Int
  private let shape: SequenceShape

  init(_ parameters: [Double], width: Int, layers: Int, heads: Int, factor: Int, shape: SequenceShape) {
    let hidden = factor * width
    let block = [
      3 * width * width, width * width, width, width, width, width, hidden * width, hidden, hidden * width, width,
    ]
    let counts =
      [width * shape.inputs, shape.length * width] + (0..<layers).flatMap { _ in block }
      + [shape.outputs * width, shape.outputs]
    var place = 0
    arrays = counts.map { count in
      place += count
      return Array(parameters[place - count..<place])
    }
    (self.width, self.layers, self.heads, self.shape) = (width, layers, heads, shape)
  }

  private func product(_ matrix: [Double], _ vector: [Double]) -> [Double] {
    (0..<matrix.count / vector.count).map { row in
      vector.indices.reduce(0) { $0 + matrix[row * vector.count + $1] * vector[$1] }
    }
  }

  private func sum(_ x: [Double], _ y: [Double]) -> [Double] { zip(x, y).map { $0 + $1 } }

  private func normalised(_ x: [Double], _ gain: [Double], _ shift: [Double]) -> [Double] {
    let mean = x.reduce(0, +) / Double(width)
    let variance = x.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(width)
    return x.indices.map { gain[$0] * (x[$0] - mean) / (variance + 1e-5).squareRoot() + shift[$0] }
  }

  /// The weighted values of one head, at the last step.
  private func attended(_ projections: [[Double]], head: Int) -> [Double] {
    let own = width / heads
    func part(_ kind: Int, _ step: [Double]) -> [Double] {
      Array(step[kind * width + head * own..<kind * width + (head + 1) * own])
    }
    let query = part(0, projections[projections.count - 1])
    let powers = projections.map { step in
      exp(zip(query, part(1, step)).reduce(0) { $0 + $1.0 * $1.1 } / Double(own).squareRoot())
    }
    return (0..<own).map { feature in
      zip(powers, projections).reduce(0) { $0 + $1.0 * part(2, $1.1)[feature] } / powers.reduce(0, +)
    }
  }

  func outputs(of inputs: [[Double]]) -> [[Double]] {
    var states = inputs.enumerated().map { time, x in
      sum(product(arrays[0], x), Array(arrays[1][time * width..<(time + 1) * width]))
    }
    for layer in 0..<layers {
      let block = Array(arrays[2 + 10 * layer..<12 + 10 * layer])
      let projections = states.map { product(block[0], normalised($0, block[2], block[3])) }
      states = states.enumerated().map { time, h in
        let past = Array(projections[...time])
        let h = sum(h, product(block[1], (0..<heads).flatMap { attended(past, head: $0) }))
        let hidden = sum(product(block[6], normalised(h, block[4], block[5])), block[7])
        let activations = hidden.map { $0 * erfc(-$0 / 2.0.squareRoot()) / 2 }
        return sum(h, sum(product(block[8], activations), block[9]))
      }
    }
    return states.map { sum(product(arrays[arrays.count - 2], $0), arrays[arrays.count - 1]) }
  }
}
