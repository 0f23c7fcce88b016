/// A batch of sequences in one block of memory, laid out [time][feature][sequence] so that vectors run over the batch.
///
/// Rows are padded to a whole number of vectors; the padding starts at zero. Pointers into it live as long as the signal.
package final class Signal<Element: Scalar> {
  package let length: Int
  package let width: Int
  /// The number of sequences.
  package let batch: Int
  /// Elements from one feature to the next, `batch` rounded up to a multiple of 16.
  package let stride: Int
  private let base: UnsafeMutablePointer<Element>

  /// All zero.
  package init(length: Int, width: Int, batch: Int) {
    self.length = length
    self.width = width
    self.batch = batch
    stride = (batch + 15) / 16 * 16
    let count = length * width * stride
    let memory = UnsafeMutableRawPointer.allocate(byteCount: count * MemoryLayout<Element>.stride, alignment: 64)
    base = memory.bindMemory(to: Element.self, capacity: count)
    base.initialize(repeating: 0, count: count)
  }

  deinit { base.deallocate() }

  /// The features at `time`, `width` rows of `stride` elements.
  @inline(__always)
  package func step(_ time: Int) -> UnsafeMutablePointer<Element> { base + time * width * stride }

  /// One feature of every sequence at `time`, without the padding.
  @inline(__always)
  package func row(_ time: Int, _ feature: Int) -> UnsafeMutableBufferPointer<Element> {
    UnsafeMutableBufferPointer(start: step(time) + feature * stride, count: batch)
  }

  package subscript(time: Int, feature: Int, sequence: Int) -> Element {
    get { step(time)[feature * stride + sequence] }
    set { step(time)[feature * stride + sequence] = newValue }
  }

  /// Takes over the values of a signal of the same shape.
  package func convert<Other: Scalar>(from other: Signal<Other>) {
    for index in 0..<length * width * stride { base[index] = Element(other.base[index]) }
  }
}
