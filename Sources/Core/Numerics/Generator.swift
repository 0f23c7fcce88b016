import CKernels

/// The SplitMix64 generator (Steele, Lea and Flood 2014): one word of state, equal sequences everywhere.
package struct Generator: RandomNumberGenerator, Codable, Sendable {
  private var state: UInt64
  /// The second of a pair of Gaussian numbers.
  private var spare: Double?

  /// Independent sequences for one seed are told apart by their `stream`, "inputs" or "initialisation".
  package init(seed: UInt64, stream: StaticString = "") {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    stream.withUTF8Buffer { for byte in $0 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 } }
    var mixer = Generator(state: hash ^ (seed &* 0x9E37_79B9_7F4A_7C15))
    self.init(state: mixer.next())
  }

  private init(state: UInt64) { self.state = state }

  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word >> 31)
  }

  /// Uniform on [0, 1).
  package mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// `count` numbers, uniform on [-bound, bound).
  package mutating func uniform(_ count: Int, within bound: Double) -> [Double] {
    (0..<count).map { _ in bound * (2 * uniform() - 1) }
  }

  /// Normal with mean 0 and variance 1, by Marsaglia's polar method.
  package mutating func gaussian() -> Double {
    if let number = spare {
      spare = nil
      return number
    }
    while true {
      let (u, v) = (2 * uniform() - 1, 2 * uniform() - 1)
      let square = u * u + v * v
      guard square > 0, square < 1 else { continue }
      var (number, logarithm) = (square, 0.0)
      kernel_apply(.logarithm, &number, &logarithm, 1)
      let scale = (-2 * logarithm / square).squareRoot()
      spare = v * scale
      return u * scale
    }
  }

  /// As many numbers as `gaussian()` would give one after another, in less time.
  package mutating func gaussians(into numbers: UnsafeMutableBufferPointer<Double>) {
    guard let base = numbers.baseAddress, !numbers.isEmpty else { return }
    let first = spare == nil ? 0 : 1
    if first == 1 { numbers[0] = gaussian() }
    let pairs = (numbers.count - first) / 2
    state = kernel_gaussians(state, base + first, pairs)
    if first + 2 * pairs < numbers.count { numbers[numbers.count - 1] = gaussian() }
  }

  /// +1 or -1 with equal probability.
  package mutating func sign() -> Double { next() >> 63 == 0 ? 1 : -1 }

  /// A whole number of `range`, uniformly.
  package mutating func count(in range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self) }
}
