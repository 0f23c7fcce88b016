import Testing

@testable import Core

/// A task, y_t = 2 x_t, as someone would add it in a file of its own.
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
}
