import Errors
import Networks
import Settings
import Tasks

/// What a run takes, and whether it can be made.
extension TrainingRun {
  /// Floating-point operations, roughly.
  package var cost: Double {
    let shape = task.shape
    let step = 3 * model.operations(for: shape) + 2 * Double(shape.length) + 200
    // The trials of pilot seeds are made once for all seeds of a cell, so that they belong to no run.
    let searched =
      search.map { $0.pilots.isEmpty ? Double($0.steps(of: steps)) * Double($0.rates.count) : 0 } ?? 0
    return (Double(steps) + searched) * Double(data.sequences(for: self)) * Double(shape.length) * step
  }

  /// Bytes of memory that a training step needs, the data that is kept included; all are allocated before the first step.
  package var stepBytes: Int {
    let (shape, sequences) = (task.shape, data.sequences(for: self))
    return model.stepBytes(for: shape, batch: sequences, moments: optimiser.momentCount)
      + 8 * task.workspace * shape.length * sequences + data.bytes(for: self)
  }

  /// What is wrong with settings that are sound one by one.
  func problems(_ settings: Settings) -> [SettingProblem] {
    var problems: [SettingProblem] = []
    func report(_ message: String, _ remedy: String) {
      problems.append(SettingProblem(message, remedy: remedy, kind: .incompatible, span: settings.span))
    }
    if let flaw = error.flaw(length: task.shape.length) {
      report(flaw, "choose an error whose weights suit this length")
    }
    if error.comparesSymbols, !task.hasSymbols {
      report(
        "this error compares symbols, and the targets of this task are numbers",
        "choose a task of symbols, or an error of numbers")
    }
    if let flaw = data.flaw(for: self) { report(flaw.message, flaw.remedy) }
    problems += [search?.metric, stop.watch?.metric].compactMap { $0?.problem(for: self, settings) }
    let megabytes = stepBytes / 1_000_000
    if megabytes > 1000 {
      report(
        "one step of this run takes \(megabytes) megabytes of memory, and 1000 are allowed",
        "make the batch, the length or the width smaller")
    }
    return problems
  }
}

extension SequenceModel {
  /// Bytes of memory that a training step needs: for each sequence inputs and targets as drawn and as shared out, outputs,
  /// slopes and the model's own; the parameters as often as a step has vectors of their size.
  package func stepBytes(for shape: SequenceShape, batch: Int, moments: Int) -> Int {
    let features = 4 * workspace(for: shape) + 16 * shape.inputs + 24 * shape.outputs
    let parameters = parameters(for: shape).reduce(0) { $0 + $1.count }
    let vectors = 3 + moments + (batch + 31) / 32
    let (bytes, overflow) = (shape.length * ((batch + 15) / 16 * 16)).multipliedReportingOverflow(by: features)
    return overflow ? .max / 2 : bytes + 4 * parameters * vectors
  }
}
