import Foundation

/// Discrete Fourier transforms of one length, of a vector of sequences at once.
///
/// In memory stand `length` vectors of which the first half of the lanes are real parts and the second half imaginary
/// parts: two real sequences in one complex one, which a convolution with a real kernel keeps apart. The transform is in
/// place and leaves frequencies in the order of `frequency(at:)`, which products of spectra need not know.
/// Decimation in frequency by factors of 5, 4, 3 and 2 (Cooley and Tukey 1965; Gentleman and Sande 1966).
package final class FourierTransform<Element: Scalar> {
  /// One pass that splits blocks of `radix` × `part` into `radix` blocks.
  private struct Stage {
    let radix: Int
    let part: Int
    /// Where its factors exp(-2πi j p / block), p = 1 … radix-1, begin.
    let twiddles: Int

    var block: Int { radix * part }
  }

  /// A product of factors of 5, 4, 3 and 2.
  package let length: Int
  private let stages: [Stage]
  private let twiddles: UnsafeMutablePointer<Element>
  private static var lanes: Int { Element.Lanes.scalarCount }
  /// Blocks that stay in the fastest cache are transformed pass by pass, larger ones part by part.
  private let cachedBlock = 256

  package init(length: Int) {
    self.length = length
    var stages: [Stage] = []
    var factors: [Element] = []
    var block = length
    for radix in factorsOfFiveFourThreeTwo(length) {
      let part = block / radix
      stages.append(Stage(radix: radix, part: part, twiddles: factors.count))
      for index in 0..<part {
        for power in 1..<radix {
          let angle = -2 * Double.pi * Double(index * power) / Double(block)
          factors += [Element(cos(angle)), Element(sin(angle))]
        }
      }
      block = part
    }
    self.stages = stages
    twiddles = .allocate(capacity: max(1, factors.count))
    twiddles.initialize(from: factors, count: factors.count)
  }

  deinit { twiddles.deallocate() }

  /// The frequency k that stands at `position` of a transform, X(k) = Σ_t x(t) exp(-2πi k t / length).
  package func frequency(at position: Int) -> Int {
    var (rest, scale, frequency) = (position, 1, 0)
    for stage in stages {
      frequency += scale * (rest / stage.part)
      rest %= stage.part
      scale *= stage.radix
    }
    return frequency
  }

  package func forward(_ values: UnsafeMutablePointer<Element>) { split(values, from: 0) }

  /// The inverse, times `length`.
  package func inverse(_ values: UnsafeMutablePointer<Element>) { join(values, from: 0) }

  private func split(_ values: UnsafeMutablePointer<Element>, from level: Int) {
    guard level < stages.count else { return }
    let first = stages[level]
    if first.block <= cachedBlock {
      for stage in stages[level...] { pass(stage, values, blocks: first.block / stage.block, inverse: false) }
    } else {
      pass(first, values, blocks: 1, inverse: false)
      for index in 0..<first.radix { split(values + index * first.part * Self.lanes, from: level + 1) }
    }
  }

  private func join(_ values: UnsafeMutablePointer<Element>, from level: Int) {
    guard level < stages.count else { return }
    let first = stages[level]
    if first.block <= cachedBlock {
      for stage in stages[level...].reversed() {
        pass(stage, values, blocks: first.block / stage.block, inverse: true)
      }
    } else {
      for index in 0..<first.radix { join(values + index * first.part * Self.lanes, from: level + 1) }
      pass(first, values, blocks: 1, inverse: true)
    }
  }

  @inline(__always)
  private func pass(_ stage: Stage, _ values: UnsafeMutablePointer<Element>, blocks: Int, inverse: Bool) {
    let step = stage.part * Self.lanes
    for block in 0..<blocks {
      var (place, factors) = (values + block * stage.block * Self.lanes, twiddles + stage.twiddles)
      for _ in 0..<stage.part {
        switch stage.radix {
        case 4: fourPoints(place, step: step, factors, inverse: inverse)
        case 2: twoPoints(place, step: step, factors, inverse: inverse)
        case 3: threePoints(place, step: step, factors, inverse: inverse)
        default: fivePoints(place, step: step, factors, inverse: inverse)
        }
        place += Self.lanes
        factors += 2 * (stage.radix - 1)
      }
    }
  }
}

/// The least costly length from `least` on.
package func transformLength(atLeast least: Int) -> Int {
  var best = (length: 1, cost: Double.infinity)
  for fives in [1, 5, 25, 125] {
    for threes in [1, 3, 9] {
      var length = fives * threes
      while length < least { length *= 2 }
      let cost = factorsOfFiveFourThreeTwo(length).reduce(0) { $0 + ($1 == 5 ? 1.5 : $1 == 2 ? 0.8 : 1) }
      if cost * Double(length) < best.cost { best = (length, cost * Double(length)) }
    }
  }
  return best.length
}

private func factorsOfFiveFourThreeTwo(_ length: Int) -> [Int] {
  var (rest, factors): (Int, [Int]) = (length, [])
  for radix in [5, 3, 4, 2] {
    while rest.isMultiple(of: radix) {
      factors.append(radix)
      rest /= radix
    }
  }
  return factors
}
