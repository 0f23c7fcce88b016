import Testing

@testable import Errors
@testable import Networks
@testable import Numerics
@testable import Settings
@testable import Statistics
@testable import Tasks
@testable import Training

/// A task, y_t = 2 x_t, as someone would add it in its own file.
private struct Doubling: SequenceTask {
  static let name = "doubling"
  static let summary = "twice the input"
  let shape: SequenceShape

  init(settings: Settings) {
    shape = SequenceShape(
      length: settings.count("length", default: 12, 1...100, help: "the number of steps"), inputs: 1, outputs: 1)
  }

  var memory: [Double]? { (0..<shape.length).map { $0 == 0 ? 2 : 0 } }

  func fill(inputs: Signal<Double>, targets: Signal<Double>, from generator: inout Generator) {
    for time in 0..<shape.length {
      for sequence in 0..<inputs.batch {
        inputs[time, 0, sequence] = generator.gaussian()
        targets[time, 0, sequence] = 2 * inputs[time, 0, sequence]
      }
    }
  }
}

/// An error, φ(e) = e⁴, likewise.
private struct FourthPowerError: ResidualError {
  static let name = "fourth-power"
  static let summary = "the mean fourth power of the residual"
  init(settings: Settings) {}
  var exponent: Double? { 4 }

  func differentiate(_ residuals: UnsafeMutableBufferPointer<Double>) -> Double {
    residuals.indices.reduce(0.0) { sum, index in
      let residual = residuals[index]
      residuals[index] = 4 * residual * residual * residual
      return sum + residual * residual * residual * residual
    }
  }
}

/// A model, ŷ_t = a x_t, likewise.
private struct Gain: SequenceModel {
  static let name = "gain"
  static let summary = "the input times a parameter"
  private let start: Double
  init(settings: Settings) { start = settings.number("start", default: 1, help: "the parameter at first") }

  var isLinear: Bool { true }
  func parameters(for shape: SequenceShape) -> [Parameter] { [Parameter("a", 1)] }
  func initialParameters(for shape: SequenceShape, from generator: inout Generator) -> [Double] { [start] }
  func network(for shape: SequenceShape, batch: Int) -> Network<Float> { Network(GainNetwork<Float>(shape, batch)) }
  func network(for shape: SequenceShape, batch: Int) -> Network<Double> { Network(GainNetwork<Double>(shape, batch)) }
  func operations(for shape: SequenceShape) -> Double { 2 }
  func workspace(for shape: SequenceShape) -> Int { 0 }
}

private struct GainNetwork<Element: Scalar>: Differentiable {
  let stateSlopes: Signal<Element>
  init(_ shape: SequenceShape, _ batch: Int) { stateSlopes = Signal(length: shape.length, width: 1, batch: batch) }

  func forward(_ parameters: UnsafePointer<Element>, _ inputs: Signal<Element>, _ outputs: Signal<Element>) {
    for time in 0..<inputs.length {
      for index in 0..<inputs.batch { outputs[time, 0, index] = parameters[0] * inputs[time, 0, index] }
    }
  }

  func backward(
    _ parameters: UnsafePointer<Element>, _ inputs: Signal<Element>, _ slopes: Signal<Element>,
    _ gradient: UnsafeMutablePointer<Element>
  ) {
    for time in 0..<inputs.length {
      for index in 0..<inputs.batch { gradient[0] += slopes[time, 0, index] * inputs[time, 0, index] }
    }
  }
}

@Suite("Extension")
struct ExtensionTests {
  @Test func `a task and an error are added by one type and one catalogue line each`() throws {
    let tasks = Catalogue<any SequenceTask>("task", [.init(Doubling.self) { $0 }])
    let errors = Catalogue<any TemporalError>("error", [.init(FourthPowerError.self) { $0 }])
    let (task, error) = (try tasks.make("doubling(length: 6)"), try errors.make("fourth-power"))
    #expect(tasks.declarations(of: "doubling").map(\.name) == ["length"])
    #expect(complaint(about: "doubling(length: 0)", in: tasks).first == "'length' cannot be 0")
    let (inputs, targets) = draw(task, 20_000)
    var objective = Objective(error, shape: task.shape, batch: 20_000)
    let slopes = Signal<Double>(length: 6, width: 1, batch: 20_000)
    // E (x - 2x)⁴ = 3 for Gaussian inputs.
    #expect(abs(objective.evaluate(outputs: inputs, targets: targets, slopes: slopes) - 3) < 0.15)
    #expect(abs(try #require(error.gaussianSlope(variance: 2)) - 12) < 1e-12)
  }

  @Test func `a model is added by one type and one catalogue line, and is trained and measured like the others`() throws
  {
    let models = Catalogue<any SequenceModel>("model", [.init(Gain.self) { $0 }])
    var run = try trainingRun(
      "task: delayed-recall(lags: 0, length: 6), optimiser: sgd(learning-rate: 0.1), steps: 100"
    ).run
    run.model = try models.make("gain(start: 3)")
    let result = try run.train()
    #expect(abs(try #require(result.parameters).values[0] - 1) < 1e-3)
    #expect(try #require(result.numbers["memoryError"]) < 1e-3)
    run.data = PopulationData(settings: Settings(owner: "population", arguments: []))
    // E = (a - 1)², of which each step keeps (1 - 0.2)².
    let curve = try #require(try run.train().series["trainingCurve"]).y
    for (before, after) in zip(curve, curve.dropFirst()).prefix(20) { #expect(abs(after / before - 0.64) < 1e-3) }
  }
}
