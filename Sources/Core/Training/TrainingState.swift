import Numerics

/// All that the rest of a run depends on: from here it goes on to the same bytes.
struct TrainingState: Codable, Sendable {
  /// Steps made so far.
  var step = 0
  var parameters: Packed
  /// The parameters half-way through.
  var middle: Packed
  var optimiser: OptimiserState
  var schedule = ScheduleState()
  var data: DataPlace
  var patience = Patience()
  var curve: TrainingCurve
  var norms: TrainingCurve

  /// Whether it can be a state of `run`, of which `start` is the first.
  func fits(_ run: TrainingRun, start: TrainingState) -> Bool {
    let count = start.parameters.values.count
    return (0..<run.steps).contains(step) && parameters.values.count == count && middle.values.count == count
      && optimiser.moments.map(\.values.count) == start.optimiser.moments.map(\.values.count)
      && data.order.sorted() == start.data.order.sorted() && (0...data.order.count).contains(data.next)
  }
}

/// What a checkpoint holds: the rates searched so far, and the state of the training in progress.
struct Checkpoint: Codable, Sendable {
  var searched: [SearchTrial] = []
  var state: TrainingState?
}
