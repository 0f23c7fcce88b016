import CKernels
import Numerics

/// A chain of a plan with its operations as the kernels read them.
final class ChainRunner<Element: Scalar> {
  /// A memory and an offset from where it begins at the step in hand.
  struct Panel {
    var memory: Int
    var offset: Int
  }

  private let operations: UnsafeMutablePointer<KernelOperation>
  private let count: Int
  private let places: UnsafeMutablePointer<UnsafeMutablePointer<Element>>
  private let moves: UnsafeMutablePointer<UInt8>
  private let panels: [(position: Int, panel: Panel)]
  private let scratch: Signal<Element>
  private let length: Int
  private let strip: Int

  init(_ chain: StepPlan.Chain, stride: Int, strip: Int, panel: (Place) -> Panel) {
    length = chain.rows * stride
    self.strip = strip
    count = chain.operations.count
    operations = .allocate(capacity: chain.operations.count)
    for (index, operation) in chain.operations.enumerated() {
      func operand(_ position: Int) -> Int32 {
        Int32(operation.operands.indices.contains(position) ? operation.operands[position] : operation.operands[0])
      }
      (operations + index).initialize(
        to: KernelOperation(
          code: operation.code.rawValue, a: operand(0), b: operand(1), c: operand(2), to: Int32(operation.to),
          p: operation.p, q: operation.q))
    }
    places = .allocate(capacity: chain.places.count)
    moves = .allocate(capacity: chain.places.count)
    scratch = Signal(length: max(chain.scratch, 1), width: 1, batch: strip)
    var panels: [(position: Int, panel: Panel)] = []
    for (index, place) in chain.places.enumerated() {
      (places + index).initialize(to: scratch.step(0))
      switch place {
      case .scratch(let slot):
        places[index] = scratch.step(slot)
        (moves + index).initialize(to: 0)
      case .panel(let place):
        panels.append((index, panel(place)))
        (moves + index).initialize(to: 1)
      }
    }
    self.panels = panels
  }

  deinit {
    operations.deallocate()
    places.deallocate()
    moves.deallocate()
  }

  /// Runs it at the step at which the memories begin at `current`.
  func run(_ current: UnsafePointer<UnsafeMutablePointer<Element>>) {
    panels.withUnsafeBufferPointer { panels in
      for item in panels { places[item.position] = current[item.panel.memory] + item.panel.offset }
    }
    Element.run(
      ElementChain(operations: operations, count: count, places: places, moves: moves, length: length, strip: strip))
  }
}
