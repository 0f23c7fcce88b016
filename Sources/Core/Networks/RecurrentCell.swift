import Numerics

/// The equations of a recurrent unit between the product W h_{t-1} + U x_t + b and h_t.
///
/// Steps are rows of H units after one another, `count` numbers each block. A cell keeps what `backward` needs in the blocks.
package protocol RecurrentCell<Element> {
  associatedtype Element: Scalar
  /// G, the blocks that the product fills.
  var gates: Int { get }
  /// Blocks kept for each step, the gates first.
  var blocks: Int { get }
  /// Whether the last gate takes W_hh h_{t-1} + b_hh alone, and W_ih x_t + b_ih comes in the block after it.
  var separatesInput: Bool { get }
  /// Replaces the products in `step` by what is kept, and writes h_t; `before` is the same of the step before, zero at first.
  func forward(_ step: Step<Element>, before: Step<Element>, previous: Pointer<Element>, next: Pointer<Element>)
  /// Writes the slopes of the products, and to `carry` the part of ∂E/∂h_{t-1} that does not go through them.
  ///
  /// `memory` is the slope of a further state, for the cell to pass from step to step.
  func backward(
    _ step: Step<Element>, before: Step<Element>, previous: Pointer<Element>, next: Pointer<Element>,
    slope: Pointer<Element>, slopes: Step<Element>, carry: Pointer<Element>, memory: Pointer<Element>)
}

package typealias Pointer<Element: Scalar> = UnsafeMutablePointer<Element>

/// The blocks of one time step.
package struct Step<Element: Scalar> {
  package let base: Pointer<Element>
  /// H times the stride of a row.
  package let count: Int

  @inline(__always)
  package subscript(block: Int) -> Pointer<Element> { base + block * count }

  /// The place of each vector in a block.
  package var vectors: StrideTo<Int> { stride(from: 0, to: count, by: Element.Lanes.scalarCount) }
}
