import Numerics

/// h + N gelu(M a + m) + n, a the normalised h; M is (f d, d), N (d, f d), and gelu(u) = u Φ(u).
///
/// Its parameters are M, m, N and n. The hidden units go through in f slabs of d, so that each slab stays in the cache.
final class FeedForward<Element: Scalar> {
  private let length: Int
  private let width: Int
  private let slabs: Int
  private let inner: [PackedTaps<Element>]
  private let outer: [PackedTaps<Element>]
  private let transposedInner: [PackedTaps<Element>]
  private let transposedOuter: [PackedTaps<Element>]
  /// gelu(u) of a slab, and ∂E/∂u.
  private let activations: Signal<Element>
  private let slopes: Signal<Element>
  /// ∂E/∂m and ∂E/∂n in sixteen parts.
  private let innerSums: Signal<Element>
  private let outerSums: Signal<Element>

  /// `stretch` is the most steps that are asked for together.
  init(length: Int, width: Int, slabs: Int, stretch: Int) {
    func matrices() -> [PackedTaps<Element>] { (0..<slabs).map { _ in PackedTaps(rows: width, columns: width) } }
    self.length = length
    self.width = width
    self.slabs = slabs
    inner = matrices()
    outer = matrices()
    transposedInner = matrices()
    transposedOuter = matrices()
    activations = Signal(length: stretch, width: width, batch: 16)
    slopes = Signal(length: stretch, width: width, batch: 16)
    innerSums = Signal(length: slabs, width: width, batch: 16)
    outerSums = Signal(length: 1, width: width, batch: 16)
  }

  /// u of sixteen sequences, slab after slab.
  func kept() -> Signal<Element> { Signal(length: slabs * length, width: width, batch: 16) }

  private var innerConstants: Int { slabs * width * width }
  private var outerWeights: Int { innerConstants + slabs * width }
  private var outerConstants: Int { outerWeights + slabs * width * width }

  func pack(_ parameters: UnsafePointer<Element>) {
    for slab in 0..<slabs {
      let first = MatrixView(parameters + slab * width * width, rows: width, columns: width)
      let second = MatrixView(
        parameters + outerWeights + slab * width, rows: width, columns: width, rowStride: slabs * width,
        columnStride: 1)
      inner[slab].pack(first)
      outer[slab].pack(second)
      transposedInner[slab].pack(first.transposed)
      transposedOuter[slab].pack(second.transposed)
    }
  }

  /// Keeps u, and adds N gelu(u) + n to h at `times`, whose first step is step 0 of `a`.
  func forward(
    _ parameters: UnsafePointer<Element>, _ a: Columns<Element>, _ kept: Signal<Element>, _ times: Range<Int>,
    addingTo h: Columns<Element>
  ) {
    let result = h.from(times.lowerBound)
    add(parameters + outerConstants, to: result, times.count)
    for slab in 0..<slabs {
      let u = Columns(kept).from(slab * length + times.lowerBound)
      inner[slab].multiply(a, into: u, count: times.count, constants: parameters + innerConstants + slab * width)
      Element.gelu(u.base, into: activations.step(0), derivative: nil, count: times.count * width * 16)
      outer[slab].multiply(Columns(activations), into: result, count: times.count, adding: true)
    }
  }

  /// Writes ∂E/∂a at `times`, where `h` has ∂E/∂h, and adds to the gradient of M and N.
  func backward(
    _ h: Columns<Element>, _ a: Columns<Element>, _ kept: Signal<Element>, _ times: Range<Int>,
    into aSlopes: Columns<Element>, _ gradient: UnsafeMutablePointer<Element>
  ) {
    let (given, u, count) = (h.from(times.lowerBound), Columns(slopes), times.count)
    addSteps(given, width: width, count: count, to: outerSums.step(0))
    for slab in 0..<slabs {
      transposedOuter[slab].multiply(given, into: u, count: count)
      differentiate(kept.step(slab * length + times.lowerBound), times)
      addOuterProducts(
        given, rows: width, Columns(activations), columns: width, count: count,
        to: gradient + outerWeights + slab * width, pitch: slabs * width)
      addOuterProducts(
        u, rows: width, a, columns: width, count: count, to: gradient + slab * width * width, pitch: width)
      addSteps(u, width: width, count: count, to: innerSums.step(slab))
      transposedInner[slab].multiply(u, into: aSlopes, count: count, adding: slab > 0)
    }
  }

  /// Leaves gelu(u), and multiplies the slopes by gelu'(u) = Φ(u) + u φ(u).
  private func differentiate(_ u: UnsafeMutablePointer<Element>, _ times: Range<Int>) {
    Element.gelu(
      u, into: activations.step(0), derivative: .multiplied(slopes.step(0)), count: times.count * width * 16)
  }

  func clearSlopes() {
    clear(innerSums.step(0), count: slabs * width * 16)
    clear(outerSums.step(0), count: width * 16)
  }

  func addGradient(to gradient: UnsafeMutablePointer<Element>) {
    addTotals(of: innerSums.step(0), width: slabs * width, to: gradient + innerConstants)
    addTotals(of: outerSums.step(0), width: width, to: gradient + outerConstants)
  }

  private func add(_ constants: UnsafePointer<Element>, to h: Columns<Element>, _ count: Int) {
    for time in 0..<count {
      for row in 0..<width {
        for place in stride(from: row * 16, to: row * 16 + 16, by: Element.Lanes.scalarCount) {
          store(load(h[time] + place) + Element.Lanes(repeating: constants[row]), to: h[time] + place)
        }
      }
    }
  }
}
