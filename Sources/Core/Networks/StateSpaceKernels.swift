import Foundation
import Numerics

/// K_h(s) = 2 Re Σ_n C̄_hn λ̄_hn^s + D_h [s = 0] of S4D, and its gradient.
///
/// λ̄ = e^{λΔ}, C̄ = C (λ̄ - 1)/λ, λ = -e^{a} + iω and Δ = e^{δ}. The parameters are a, ω (H, N), δ (H), Re C, Im C (H, N)
/// and D (H) one after another.
package final class StateSpaceKernels<Element: Scalar> {
  private let width: Int
  private let states: Int
  private let length: Int
  /// λ̄ and 2 C̄ of each channel as rows of an `ExponentialSum`, and the gradient with respect to them.
  private let modes: Signal<Element>
  private let modeSlopes: Signal<Element>
  private let kernels: Signal<Element>
  private let kernelSlopes: Signal<Element>
  private let sum: ExponentialSum<Element>

  package init(width: Int, states: Int, length: Int) {
    self.width = width
    self.states = states
    self.length = length
    modes = Signal(length: width, width: 4, batch: states)
    modeSlopes = Signal(length: width, width: 4, batch: states)
    kernels = Signal(length: width, width: 1, batch: length)
    kernelSlopes = Signal(length: width, width: 1, batch: length)
    sum = ExponentialSum(stride: modes.stride)
  }

  package var parameterCount: Int { width * (4 * states + 2) }

  package func kernel(_ channel: Int) -> UnsafeMutablePointer<Element> { kernels.step(channel) }

  /// ∂E/∂K_h, to be filled in before `addGradient`.
  package func kernelSlope(_ channel: Int) -> UnsafeMutablePointer<Element> { kernelSlopes.step(channel) }

  package func evaluate(_ parameters: UnsafePointer<Element>) {
    for channel in 0..<width {
      let rows = modes.step(channel)
      for state in 0..<states {
        let mode = mode(parameters, channel, state)
        let weight = 2 * mode.coefficient * mode.factor
        rows[state] = Element(mode.power.real)
        rows[modes.stride + state] = Element(mode.power.imaginary)
        rows[2 * modes.stride + state] = Element(weight.real)
        rows[3 * modes.stride + state] = Element(weight.imaginary)
      }
      sum.evaluate(rows, into: kernel(channel), length: length)
      kernel(channel)[0] += parameters[(4 * states + 1) * width + channel]
    }
  }

  package func addGradient(_ parameters: UnsafePointer<Element>, to gradient: UnsafeMutablePointer<Element>) {
    let (count, stride) = (width * states, modeSlopes.stride)
    for channel in 0..<width {
      let rows = modeSlopes.step(channel)
      sum.differentiate(modes.step(channel), kernelSlope(channel), length: length, into: rows)
      var stepSlope = 0.0
      for state in 0..<states {
        let mode = mode(parameters, channel, state)
        let weightSlope = Complex(Double(rows[2 * stride + state]), Double(rows[3 * stride + state]))
        let coefficientSlope = 2 * weightSlope * mode.factor.conjugate
        let factorSlope = 2 * weightSlope * mode.coefficient.conjugate
        let quotient = factorSlope / mode.eigenvalue.conjugate
        let powerSlope = Complex(Double(rows[state]), Double(rows[stride + state])) + quotient
        let exponentSlope = powerSlope * mode.power.conjugate
        let slope = mode.step * exponentSlope - quotient * mode.factor.conjugate
        stepSlope += mode.step * (exponentSlope * mode.eigenvalue.conjugate).real
        let place = channel * states + state
        gradient[place] += Element(mode.eigenvalue.real * slope.real)
        gradient[count + place] += Element(slope.imaginary)
        gradient[2 * count + width + place] += Element(coefficientSlope.real)
        gradient[3 * count + width + place] += Element(coefficientSlope.imaginary)
      }
      gradient[2 * count + channel] += Element(stepSlope)
      gradient[4 * count + width + channel] += kernelSlope(channel)[0]
    }
  }

  private typealias Mode = (step: Double, eigenvalue: Complex, power: Complex, factor: Complex, coefficient: Complex)

  /// Δ, λ, λ̄, (λ̄ - 1)/λ and C of one state.
  private func mode(_ parameters: UnsafePointer<Element>, _ channel: Int, _ state: Int) -> Mode {
    let (count, place) = (width * states, channel * states + state)
    let step = exp(Double(parameters[2 * count + channel]))
    let eigenvalue = Complex(-exp(Double(parameters[place])), Double(parameters[count + place]))
    let power = Complex(radius: exp(step * eigenvalue.real), angle: step * eigenvalue.imaginary)
    let coefficient = Complex(
      Double(parameters[2 * count + width + place]), Double(parameters[3 * count + width + place]))
    return (step, eigenvalue, power, (power - 1) / eigenvalue, coefficient)
  }
}
