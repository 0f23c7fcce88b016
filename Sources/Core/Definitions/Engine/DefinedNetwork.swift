import Networks
import Numerics
import Tasks

/// Layers of a defined step, each fed by the state of the one below.
struct DefinedNetwork<Element: Scalar>: Differentiable {
  private let plans: [StepPlan]
  private let places: [[Int]]
  private let engines: [StepEngine<Element>]
  private let shape: SequenceShape
  private let batch: Int

  /// `places` say where the parameters of each layer begin in one flat vector.
  init(_ plans: [StepPlan], _ places: [[Int]], shape: SequenceShape, batch: Int) {
    self.plans = plans
    self.places = places
    self.shape = shape
    self.batch = batch
    engines = plans.map { StepEngine($0, length: shape.length, batch: batch) }
  }

  func forward(_ parameters: UnsafePointer<Element>, _ inputs: Signal<Element>, _ outputs: Signal<Element>) {
    for (index, engine) in engines.enumerated() {
      engine.prepare(parameters, places[index])
      let isLast = index + 1 == engines.count
      engine.forward(
        input: { time in
          index == 0
            ? UnsafePointer(inputs.step(time))
            : UnsafePointer(engines[index - 1].panel(plans[index - 1].output, at: time))
        }, output: isLast ? { outputs.step($0) } : nil)
    }
  }

  func backward(
    _ parameters: UnsafePointer<Element>, _ inputs: Signal<Element>, _ slopes: Signal<Element>,
    _ gradient: UnsafeMutablePointer<Element>
  ) {
    for (index, engine) in engines.enumerated().reversed() {
      engine.backward(
        slopes: { index + 1 == engines.count ? slopes.step($0) : engines[index + 1].inputSlopes(at: $0) },
        to: gradient, places[index])
    }
  }

  /// The first state of every layer, those of the first layer first.
  var stateSlopes: Signal<Element> {
    let states = zip(plans, engines).compactMap { plan, engine in plan.state.map { ($0, engine) } }
    let width = states.reduce(0) { $0 + $1.0.rows }
    let all = Signal<Element>(length: shape.length, width: width, batch: batch)
    for time in 0..<shape.length {
      var row = 0
      for (state, engine) in states {
        (all.step(time) + row * all.stride)
          .update(from: engine.panel(state.slopes, at: time), count: state.rows * all.stride)
        row += state.rows
      }
    }
    return all
  }
}
