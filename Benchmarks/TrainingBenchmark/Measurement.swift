import Foundation
import Settings
import Training

/// How long a training step takes, and the errors that show it is the right one.
struct Measurement: Encodable, CustomStringConvertible {
  let medianMilliseconds: Double
  let tenthMilliseconds: Double
  let parameters: Int
  /// Before the first step and after five.
  let firstError: Double
  let fifthError: Double
  let gigaflops: Double
  /// Memory of a step.
  let workspaceBytes: Int

  enum CodingKeys: String, CodingKey {
    case medianMilliseconds = "median_ms"
    case tenthMilliseconds = "p10_ms"
    case parameters
    case firstError = "loss0"
    case fifthError = "loss5"
    case gigaflops = "gflops"
    case workspaceBytes = "workspace_bytes"
  }

  init(_ work: Work, _ threads: Int, steps: Int?) throws {
    let (errors, times, count) = try Workers.with(threads) { try Self.train(work, on: $0, steps: steps) }
    let sorted = times.sorted()
    medianMilliseconds = sorted[sorted.count / 2] * 1e3
    tenthMilliseconds = sorted[sorted.count / 10] * 1e3
    parameters = count
    firstError = errors[0]
    fifthError = errors[5]
    gigaflops = work.operations / medianMilliseconds / 1e6
    workspaceBytes = work.model.stepBytes(for: work.shape, batch: work.batch, moments: 2)
  }

  private static func train(
    _ work: Work, on workers: Workers, steps: Int?
  ) throws -> (errors: [Double], times: [Double], parameters: Int) {
    let adam = try Catalogue.optimisers.make("adam")
    let data = try work.data()
    let sharded = ShardedGradient(
      work.model, DoublyRescaledError(), shape: work.shape, batch: work.batch, workers: workers)
    sharded.load(inputs: data.inputs, targets: data.targets)
    var parameters = work.parameters
    var gradient = Array(repeating: Float(0), count: parameters.count)
    var state = OptimiserState(for: adam, parameters: parameters.count)
    var (errors, times): ([Double], [Double]) = ([], [])
    func step() {
      errors.append(sharded.evaluate(parameters, gradient: &gradient))
      adam.update(&parameters, gradient: gradient, state: &state)
    }
    for _ in 0..<6 { step() }
    let start = DispatchTime.now().uptimeNanoseconds
    var last = start
    func isEnough() -> Bool {
      if let steps { return times.count >= steps }
      let seconds = Double(last - start) / 1e9
      return times.count >= 60 && seconds >= 0.5 || times.count >= 3 && seconds >= 3
    }
    while !isEnough() {
      step()
      let now = DispatchTime.now().uptimeNanoseconds
      times.append(Double(now - last) / 1e9)
      last = now
    }
    return (errors, times, parameters.count)
  }

  var description: String {
    let numbers = [medianMilliseconds, tenthMilliseconds, gigaflops].map { String(format: "%.2f", $0) }
    return "\(numbers[0]) ms a step (tenth \(numbers[1]) ms), \(numbers[2]) GFLOP/s, \(parameters) parameters, "
      + "\(workspaceBytes / 1000) kB of memory, error \(firstError), after five steps \(fifthError)"
  }
}
