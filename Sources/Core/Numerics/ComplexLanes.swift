/// Complex numbers, one for each lane; in memory the real parts are the first half of a vector, the imaginary parts the
/// second.
struct ComplexLanes<Element: Scalar> {
  var real: Element.HalfLanes
  var imaginary: Element.HalfLanes

  @inline(__always)
  init(_ real: Element.HalfLanes, _ imaginary: Element.HalfLanes) {
    self.real = real
    self.imaginary = imaginary
  }

  @inline(__always)
  init() { self.init(Element.HalfLanes(), Element.HalfLanes()) }

  @inline(__always)
  init(at pointer: UnsafePointer<Element>) {
    let memory = UnsafeRawPointer(pointer)
    real = memory.load(as: Element.HalfLanes.self)
    imaginary = memory.load(fromByteOffset: MemoryLayout<Element.HalfLanes>.size, as: Element.HalfLanes.self)
  }

  @inline(__always)
  func store(to pointer: UnsafeMutablePointer<Element>) {
    let memory = UnsafeMutableRawPointer(pointer)
    memory.storeBytes(of: real, as: Element.HalfLanes.self)
    memory.storeBytes(of: imaginary, toByteOffset: MemoryLayout<Element.HalfLanes>.size, as: Element.HalfLanes.self)
  }

  @inline(__always)
  static func + (a: Self, b: Self) -> Self { Self(a.real + b.real, a.imaginary + b.imaginary) }

  @inline(__always)
  static func - (a: Self, b: Self) -> Self { Self(a.real - b.real, a.imaginary - b.imaginary) }

  /// Every lane times one real number.
  @inline(__always)
  static func * (a: Self, factor: Element) -> Self { Self(a.real * factor, a.imaginary * factor) }

  /// i times this.
  @inline(__always)
  var turned: Self { Self(Element.HalfLanes() - imaginary, real) }

  /// This times (or, if `conjugate`, times the conjugate of) the complex number stored at `factor`.
  @inline(__always)
  func times(_ factor: UnsafePointer<Element>, conjugate: Bool = false) -> Self {
    let a = Element.HalfLanes(repeating: factor[0])
    let b = Element.HalfLanes(repeating: conjugate ? -factor[1] : factor[1])
    return Self((real * a).addingProduct(Element.HalfLanes() - imaginary, b), (imaginary * a).addingProduct(real, b))
  }

  /// This + a conj(b).
  @inline(__always)
  func adding(_ a: Self, timesConjugateOf b: Self) -> Self {
    Self(
      real.addingProduct(a.real, b.real).addingProduct(a.imaginary, b.imaginary),
      imaginary.addingProduct(a.imaginary, b.real).addingProduct(Element.HalfLanes() - a.real, b.imaginary))
  }

  /// The sums over all lanes.
  @inline(__always)
  var total: (real: Element, imaginary: Element) {
    var sums: (real: Element, imaginary: Element) = (0, 0)
    for lane in real.indices {
      sums.real += real[lane]
      sums.imaginary += imaginary[lane]
    }
    return sums
  }
}
