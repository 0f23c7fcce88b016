import Numerics
import Settings

/// A causal linear functional of white inputs, y_t = Σ_{s≤t} ρ(s Δt) x_{t-s}.
package struct LinearFunctional: SequenceTask {
  package static let name = "linear-functional"
  package static let summary = "a linear functional of white inputs, given by a memory function"

  package let shape: SequenceShape
  package let memory: [Double]?
  private let kernel: [Double]
  private let inputs: InputDistribution

  package init(settings: Settings) {
    let memory = settings.part(
      "memory", from: .memories, default: "polynomial", help: "the memory function, or a formula in s between quotes")
    let length = settings.count("length", default: 100, 1...16_384, help: "the number of steps of a sequence")
    let step = settings.number("step", default: 1, .positive, help: "the time from one step to the next")
    inputs = settings.choice("inputs", default: .gaussian, help: "the distribution of the inputs, of variance 1")
    kernel = (0..<length).map { memory(Double($0) * step) }
    shape = SequenceShape(length: length, inputs: 1, outputs: 1)
    self.memory = kernel
    check(memory: kernel, step: step, settings: settings)
  }

  package var hasGaussianInputs: Bool { inputs == .gaussian }

  package var workspace: Int { convolutionWorkspace(length: shape.length) }

  package func fill(inputs: Signal<Double>, targets: Signal<Double>, from generator: inout Generator) {
    sampler(batch: inputs.batch)(inputs, targets, &generator)
  }

  package func sampler(batch: Int) -> Sampler {
    let convolution = CausalConvolution<Double>(length: shape.length, inputs: 1, outputs: 1, batch: batch)
    for lag in kernel.indices { convolution.kernel(0)[lag] = kernel[lag] }
    return { inputs, targets, generator in
      self.inputs.fill(inputs, from: &generator)
      convolution.forward(inputs, into: targets)
    }
  }
}

/// Notes a memory function that no model can learn.
private func check(memory: [Double], step: Double, settings: Settings) {
  if let lag = memory.firstIndex(where: { !$0.isFinite }) {
    settings.report(
      SettingProblem(
        "the memory function is not a finite number at s = \(Value.text(of: Double(lag) * step))",
        remedy: "choose one that is finite at every lag from 0", kind: .unsuitable, span: settings.span))
  } else if memory.allSatisfy({ $0 == 0 }) {
    settings.report(
      SettingProblem(
        "the memory function is 0 at every lag of a sequence of \(memory.count) steps",
        remedy: "make the sequence longer, or the step larger", kind: .incompatible, span: settings.span))
  }
}
