import Numerics

/// A linear RNN of one input and one output that learns through its memory, ρ̂(s) = C W^s U.
///
/// The recurrence runs once for the kernel instead of once for each sequence: v_s = W v_{s-1}, v_0 = U, ρ̂(s) = C v_s; and
/// back once, a_s = Cᵀ ∂E/∂ρ̂(s) + Wᵀ a_{s+1}, with ∂E/∂W = Σ_s a_s v_{s-1}ᵀ, ∂E/∂U = a_0 and ∂E/∂C = Σ_s ∂E/∂ρ̂(s) v_sᵀ.
package final class LinearKernelNetwork<Element: Scalar>: Derived {
  private let width: Int
  private let length: Int
  private let convolution: CausalConvolution<Element>
  /// W, Wᵀ and ∂E/∂W with rows of whole vectors.
  private let recurrence: Signal<Element>
  private let transposed: Signal<Element>
  private let recurrenceSlope: Signal<Element>
  /// v_s, and a_s.
  private let states: Signal<Element>
  private let adjoints: Signal<Element>
  private var slopes: Signal<Element>?
  /// C, and ∂E/∂C.
  private let output: Signal<Element>
  private typealias Lanes = Element.Lanes

  package init(width: Int, length: Int, batch: Int) {
    self.width = width
    self.length = length
    convolution = CausalConvolution(length: length, inputs: 1, outputs: 1, batch: batch)
    let rows = (width + 15) / 16 * 16
    recurrence = Signal(length: rows, width: 1, batch: width)
    transposed = Signal(length: rows, width: 1, batch: width)
    recurrenceSlope = Signal(length: rows, width: 1, batch: width)
    states = Signal(length: length, width: 1, batch: width)
    adjoints = Signal(length: length, width: 1, batch: width)
    output = Signal(length: 2, width: 1, batch: width)
  }

  package var derivedCount: Int { length }

  /// κ = (ρ̂(0), …, ρ̂(T-1)).
  package func derive(_ parameters: UnsafePointer<Element>, into kernel: UnsafeMutablePointer<Element>) {
    let (input, output) = (parameters + width * width, parameters + width * (width + 1))
    for row in 0..<width {
      for column in 0..<width {
        recurrence.step(row)[column] = parameters[row * width + column]
        transposed.step(column)[row] = parameters[row * width + column]
      }
      states.step(0)[row] = input[row]
      self.output.step(0)[row] = output[row]
    }
    for lag in 0..<length {
      if lag > 0 { combine(transposed, states.step(lag - 1), into: states.step(lag)) }
      kernel[lag] = product(self.output.step(0), states.step(lag))
    }
  }

  package func pullBack(
    _ kernelSlope: UnsafePointer<Element>, _ parameters: UnsafePointer<Element>,
    to gradient: UnsafeMutablePointer<Element>
  ) {
    let (input, place) = (width * width, width * (width + 1))
    let outputSlope = output.step(1)
    clear(outputSlope, count: output.stride)
    for lag in (0..<length).reversed() {
      let adjoint = adjoints.step(lag)
      if lag + 1 < length {
        combine(recurrence, adjoints.step(lag + 1), into: adjoint)
      } else {
        clear(adjoint, count: adjoints.stride)
      }
      add(kernelSlope[lag], output.step(0), to: adjoint)
      add(kernelSlope[lag], states.step(lag), to: outputSlope)
    }
    addProducts()
    for row in 0..<width {
      gradient[input + row] += adjoints.step(0)[row]
      gradient[place + row] += outputSlope[row]
      for column in 0..<width { gradient[row * width + column] += recurrenceSlope.step(row)[column] }
    }
  }

  package func forward(_ kernel: UnsafePointer<Element>, _ inputs: Signal<Element>, _ outputs: Signal<Element>) {
    convolution.takeKernels(from: kernel)
    convolution.forward(inputs, into: outputs)
  }

  package func backward(
    _ kernel: UnsafePointer<Element>, _ inputs: Signal<Element>, _ slopes: Signal<Element>,
    _ gradient: UnsafeMutablePointer<Element>
  ) {
    convolution.backward(slopes)
    convolution.addKernelSlopes(to: gradient)
    self.slopes = slopes
  }

  /// ∂E/∂h_τ = Cᵀ ∂E/∂ŷ_τ + Wᵀ ∂E/∂h_{τ+1}, of shape (T, H, batch).
  package var stateSlopes: Signal<Element> {
    guard let slopes else { return Signal(length: length, width: width, batch: 0) }
    let result = Signal<Element>(length: length, width: width, batch: slopes.batch)
    let matrix = (0..<width * width).map { recurrence.step($0 / width)[$0 % width] }
    matrix.withUnsafeBufferPointer { matrix in
      guard let base = matrix.baseAddress else { return }
      let recurrence = MatrixView(base, rows: width, columns: width)
      for time in (0..<length).reversed() {
        for unit in 0..<width {
          for (sequence, slope) in slopes.row(time, 0).enumerated() {
            result[time, unit, sequence] = output.step(0)[unit] * slope
          }
        }
        guard time + 1 < length else { continue }
        recurrence.transposed.multiply(
          result.step(time + 1), into: result.step(time), stride: result.stride, adding: true)
      }
    }
    return result
  }

  /// Σ_k x_k y_k over whole vectors, whose padding is zero.
  @inline(__always)
  private func product(_ x: UnsafePointer<Element>, _ y: UnsafePointer<Element>) -> Element {
    var sum = Lanes()
    for place in stride(from: 0, to: states.stride, by: Lanes.scalarCount) {
      sum = Element.multiplyAdd(load(x + place), load(y + place), sum)
    }
    return Element.total(sum)
  }

  /// y = y + a x.
  @inline(__always)
  private func add(_ a: Element, _ x: UnsafePointer<Element>, to y: UnsafeMutablePointer<Element>) {
    for place in stride(from: 0, to: states.stride, by: Lanes.scalarCount) {
      store(Element.multiplyAdd(Lanes(repeating: a), load(x + place), load(y + place)), to: y + place)
    }
  }

  /// y = Σ_k x_k (row k).
  @inline(__always)
  private func combine(_ rows: Signal<Element>, _ x: UnsafePointer<Element>, into y: UnsafeMutablePointer<Element>) {
    for column in stride(from: 0, to: rows.stride, by: Lanes.scalarCount) {
      var (a, b, c, d) = (Lanes(), Lanes(), Lanes(), Lanes())
      for row in stride(from: 0, to: rows.length, by: 4) {
        let place = rows.step(row) + column
        a = Element.multiplyAdd(Lanes(repeating: x[row]), load(place), a)
        b = Element.multiplyAdd(Lanes(repeating: x[row + 1]), load(place + rows.stride), b)
        c = Element.multiplyAdd(Lanes(repeating: x[row + 2]), load(place + 2 * rows.stride), c)
        d = Element.multiplyAdd(Lanes(repeating: x[row + 3]), load(place + 3 * rows.stride), d)
      }
      store((a + b) + (c + d), to: y + column)
    }
  }

  /// ∂E/∂W = Σ_s a_s v_{s-1}ᵀ, four rows at a time.
  @inline(__always)
  private func addProducts() {
    for row in stride(from: 0, to: recurrenceSlope.length, by: 4) {
      for column in stride(from: 0, to: recurrenceSlope.stride, by: Lanes.scalarCount) {
        var (a, b, c, d) = (Lanes(), Lanes(), Lanes(), Lanes())
        for lag in 1..<max(1, length) {
          let (state, adjoint): (Lanes, _) = (load(states.step(lag - 1) + column), adjoints.step(lag) + row)
          a = Element.multiplyAdd(Lanes(repeating: adjoint[0]), state, a)
          b = Element.multiplyAdd(Lanes(repeating: adjoint[1]), state, b)
          c = Element.multiplyAdd(Lanes(repeating: adjoint[2]), state, c)
          d = Element.multiplyAdd(Lanes(repeating: adjoint[3]), state, d)
        }
        let place = recurrenceSlope.step(row) + column
        store(a, to: place)
        store(b, to: place + recurrenceSlope.stride)
        store(c, to: place + 2 * recurrenceSlope.stride)
        store(d, to: place + 3 * recurrenceSlope.stride)
      }
    }
  }
}
