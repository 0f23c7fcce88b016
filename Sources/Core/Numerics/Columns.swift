/// Steps of features of sixteen sequences: feature f of step t stands at `base + t * step + f * 16`.
///
/// A signal of a batch of sixteen lies so; a part of its features or steps does too.
package struct Columns<Element: Scalar> {
  package let base: UnsafeMutablePointer<Element>
  /// Elements from one step to the next.
  package let step: Int

  init(_ base: UnsafeMutablePointer<Element>, step: Int) {
    self.base = base
    self.step = step
  }

  /// Every feature of a signal of at most sixteen sequences.
  package init(_ signal: Signal<Element>) { self.init(signal.step(0), step: signal.width * signal.stride) }

  /// From step `time` on.
  @inline(__always)
  package func from(_ time: Int) -> Columns { Columns(base + time * step, step: step) }

  @inline(__always)
  package subscript(time: Int) -> UnsafeMutablePointer<Element> { base + time * step }
}

extension Signal {
  /// Copies a group of sequences from a signal of the same length and width.
  package func take(_ group: Int, of other: Signal) {
    for row in 0..<length * width {
      (step(0) + row * stride).update(from: other.step(0) + row * other.stride + group * 16, count: 16)
    }
  }

  /// Copies a group of sequences to a signal of the same length and width.
  package func put(_ group: Int, into other: Signal) {
    for row in 0..<length * width {
      (other.step(0) + row * other.stride + group * 16).update(from: step(0) + row * stride, count: 16)
    }
  }
}

/// Σ_t X_t in each of `width` rows of sixteen sequences, added to `sums`.
@inline(__always)
package func addSteps<Element: Scalar>(
  _ columns: Columns<Element>, width: Int, count: Int, to sums: UnsafeMutablePointer<Element>
) {
  for time in 0..<count {
    let step = columns[time]
    for index in stride(from: 0, to: width * 16, by: Element.Lanes.scalarCount) {
      store(load(sums + index) + load(step + index), to: sums + index)
    }
  }
}

/// The sum of each of `width` rows of sixteen sequences, added to `gradient`.
package func addTotals<Element: Scalar>(
  of sums: UnsafeMutablePointer<Element>, width: Int, to gradient: UnsafeMutablePointer<Element>
) {
  for row in 0..<width {
    for part in stride(from: 0, to: 16, by: Element.Lanes.scalarCount) {
      gradient[row] += Element.total(load(sums + row * 16 + part))
    }
  }
}

/// G = G + Σ_t L_t R_tᵀ over `count` steps of columns; the rows of G are `pitch` elements apart.
package func addOuterProducts<Element: Scalar>(
  _ left: Columns<Element>, rows: Int, _ right: Columns<Element>, columns: Int, count: Int,
  to gradient: UnsafeMutablePointer<Element>, pitch: Int
) {
  Element.addOuterProducts(
    OuterProducts(
      left: left.base, leftStep: left.step, rows: rows, right: right.base, rightStep: right.step, columns: columns,
      stride: 16, length: count, gradient: gradient, pitch: pitch))
}
