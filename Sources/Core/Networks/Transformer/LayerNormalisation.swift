import Numerics

/// a = gain ⊙ x̂ + shift with x̂ = (h - mean) / (variance + 1e-5)^{1/2}, over the features of each step (Ba, Kiros and Hinton 2016).
///
/// Its parameters are the gains, then the shifts.
final class LayerNormalisation<Element: Scalar> {
  /// x̂ and (variance + 1e-5)^{-1/2} of sixteen sequences.
  struct Kept {
    let normal: Signal<Element>
    let scale: Signal<Element>

    init(length: Int, width: Int) {
      normal = Signal(length: length, width: width, batch: 16)
      scale = Signal(length: length, width: 1, batch: 16)
    }
  }

  private typealias Lanes = Element.Lanes
  private let width: Int
  /// ∂E/∂gain and ∂E/∂shift in sixteen parts.
  private let slopes: Signal<Element>

  init(width: Int) {
    self.width = width
    slopes = Signal(length: 2, width: width, batch: 16)
  }

  /// Keeps x̂ of h at `times`, whose first step is step 0 of `a`.
  func forward(
    _ parameters: UnsafePointer<Element>, _ h: Columns<Element>, _ kept: Kept, _ times: Range<Int>,
    into a: Columns<Element>
  ) {
    let share = Lanes(repeating: 1 / Element(width))
    for time in times {
      for part in stride(from: 0, to: 16, by: Lanes.scalarCount) {
        let (values, normal) = (h[time] + part, kept.normal.step(time) + part)
        var (sum, square) = (Lanes(), Lanes())
        for row in 0..<width { sum += load(values + row * 16) }
        let mean = sum * share
        for row in 0..<width {
          let centred = load(values + row * 16) - mean
          square = Element.multiplyAdd(centred, centred, square)
        }
        let variance = Element.multiplyAdd(square, share, Lanes(repeating: 1e-5))
        let scale = Lanes(repeating: 1) / variance.squareRoot()
        store(scale, to: kept.scale.step(time) + part)
        for row in 0..<width { store((load(values + row * 16) - mean) * scale, to: normal + row * 16) }
      }
    }
    apply(parameters, kept, times, into: a)
  }

  /// Writes a from what is kept.
  func apply(
    _ parameters: UnsafePointer<Element>, _ kept: Kept, _ times: Range<Int>, into a: Columns<Element>
  ) {
    for time in times {
      let (normal, result) = (kept.normal.step(time), a[time - times.lowerBound])
      for row in 0..<width {
        let (gain, shift) = (Lanes(repeating: parameters[row]), Lanes(repeating: parameters[width + row]))
        for part in stride(from: row * 16, to: row * 16 + 16, by: Lanes.scalarCount) {
          store(Element.multiplyAdd(gain, load(normal + part), shift), to: result + part)
        }
      }
    }
  }

  /// Adds ∂E/∂h = scale (g - mean g - x̂ mean(g x̂)) to `h` at `times`, where g = gain ⊙ ∂E/∂a.
  func backward(
    _ parameters: UnsafePointer<Element>, _ a: Columns<Element>, _ kept: Kept, _ times: Range<Int>,
    addingTo h: Columns<Element>
  ) {
    let share = Lanes(repeating: 1 / Element(width))
    for time in times {
      for part in stride(from: 0, to: 16, by: Lanes.scalarCount) {
        let (normal, slope) = (kept.normal.step(time) + part, a[time - times.lowerBound] + part)
        let (gains, shifts, result) = (slopes.step(0) + part, slopes.step(1) + part, h[time] + part)
        var (sum, product) = (Lanes(), Lanes())
        for row in 0..<width {
          let place = row * 16
          let (value, given) = (load(normal + place), load(slope + place))
          store(load(shifts + place) + given, to: shifts + place)
          store(Element.multiplyAdd(given, value, load(gains + place)), to: gains + place)
          let weighted = given * Lanes(repeating: parameters[row])
          sum += weighted
          product = Element.multiplyAdd(weighted, value, product)
        }
        let (mean, tilt) = (sum * share, product * share)
        let scale = load(kept.scale.step(time) + part)
        for row in 0..<width {
          let place = row * 16
          let weighted = Element.multiplyAdd(load(slope + place), Lanes(repeating: parameters[row]), -mean)
          let rest = Element.multiplyAdd(-tilt, load(normal + place), weighted)
          store(Element.multiplyAdd(scale, rest, load(result + place)), to: result + place)
        }
      }
    }
  }

  func clearSlopes() { clear(slopes.step(0), count: 2 * width * 16) }

  func addGradient(to gradient: UnsafeMutablePointer<Element>) {
    addTotals(of: slopes.step(0), width: 2 * width, to: gradient)
  }
}
