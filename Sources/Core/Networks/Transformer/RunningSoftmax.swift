import Numerics

/// The softmax of scores that come block by block (Milakov and Gimelshein 2018), for one query of sixteen sequences at a time.
///
/// Of each query it keeps three rows: the greatest score over √d, the inverse of Σ e^{score/√d - greatest}, and o · ∂E/∂o.
struct RunningSoftmax<Element: Scalar> {
  private typealias Lanes = Element.Lanes
  /// d, the features of a head.
  private let width: Int
  private let scale: Lanes
  /// The exponential is zero to single precision from here on.
  private let least = Lanes(repeating: -87)

  init(width: Int) {
    self.width = width
    scale = Lanes(repeating: 1 / Element(width).squareRoot())
  }

  /// Replaces `scores` by their exponentials, those from `valid` to `count` by zero, and scales the output so far to them.
  @inline(__always)
  func add(
    _ scores: Pointer<Element>, valid: Int, of count: Int, isFirst: Bool, _ sums: Pointer<Element>,
    _ output: Pointer<Element>
  ) {
    for part in stride(from: 0, to: 16, by: Lanes.scalarCount) {
      let (scores, output) = (scores + part, output + part)
      let (greatest, total) = (sums + part, sums + 16 + part)
      var top: Lanes = load(scores)
      for index in 1..<max(1, valid) { top = Element.greater(load(scores + index * 16), top) }
      top = top * scale
      var sum = Lanes()
      if !isFirst {
        let before: Lanes = load(greatest)
        top = Element.greater(before, top)
        let factor = Element.exponential(Element.greater(least, before - top))
        sum = load(total) * factor
        for row in 0..<width { store(load(output + row * 16) * factor, to: output + row * 16) }
      }
      for index in 0..<valid {
        let power = exponential(scores + index * 16, below: top)
        store(power, to: scores + index * 16)
        sum += power
      }
      for index in valid..<count { store(Lanes(), to: scores + index * 16) }
      store(top, to: greatest)
      store(sum, to: total)
    }
  }

  /// Divides the output by the sum of the exponentials.
  @inline(__always)
  func finish(_ sums: Pointer<Element>, _ output: Pointer<Element>) {
    for part in stride(from: 0, to: 16, by: Lanes.scalarCount) {
      let inverse = Lanes(repeating: 1) / load(sums + 16 + part)
      store(inverse, to: sums + 16 + part)
      for row in 0..<width { store(load(output + row * 16 + part) * inverse, to: output + row * 16 + part) }
    }
  }

  /// Keeps o · ∂E/∂o.
  @inline(__always)
  func prepare(_ sums: Pointer<Element>, _ output: Pointer<Element>, _ slope: Pointer<Element>) {
    for part in stride(from: 0, to: 16, by: Lanes.scalarCount) {
      var sum = Lanes()
      for row in 0..<width {
        sum = Element.multiplyAdd(load(output + row * 16 + part), load(slope + row * 16 + part), sum)
      }
      store(sum, to: sums + 32 + part)
    }
  }

  /// Replaces `scores` by the weights p, and `slopes` ∂E/∂p by those of the scores, p (∂E/∂p - o · ∂E/∂o) / √d.
  @inline(__always)
  func differentiate(
    _ scores: Pointer<Element>, _ slopes: Pointer<Element>, valid: Int, of count: Int, _ sums: Pointer<Element>
  ) {
    for part in stride(from: 0, to: 16, by: Lanes.scalarCount) {
      let (scores, slopes) = (scores + part, slopes + part)
      let (top, inverse, mean): (Lanes, Lanes, Lanes) = (
        load(sums + part), load(sums + 16 + part), load(sums + 32 + part)
      )
      for index in stride(from: 0, to: valid * 16, by: 16) {
        let weight = exponential(scores + index, below: top) * inverse
        store(weight, to: scores + index)
        store((load(slopes + index) - mean) * weight * scale, to: slopes + index)
      }
      for index in valid..<count {
        store(Lanes(), to: scores + index * 16)
        store(Lanes(), to: slopes + index * 16)
      }
    }
  }

  @inline(__always)
  private func exponential(_ score: Pointer<Element>, below top: Lanes) -> Lanes {
    Element.exponential(Element.greater(least, Element.multiplyAdd(load(score), scale, Lanes() - top)))
  }
}
