import Tasks

/// A model of stacked layers of one recurrent cell with a linear read-out: it gives the cell, and has the rest from here.
package protocol RecurrentModel: SequenceModel {
  /// Units of each layer.
  var width: Int { get }
  var layers: Int { get }
  /// G, the blocks of H numbers that the product W h_{t-1} + U x_t + b fills.
  static var gates: Int { get }
  /// Blocks of H numbers that the cell keeps of each step, the gates among them.
  static var blocks: Int { get }
}

extension RecurrentModel {
  package var isLinear: Bool { false }

  package func layout(_ shape: SequenceShape) -> RecurrentParameters {
    RecurrentParameters(gates: Self.gates, width: width, layers: layers, shape: shape)
  }

  package func parameters(for shape: SequenceShape) -> [Parameter] { layout(shape).list }

  package func operations(for shape: SequenceShape) -> Double { layout(shape).operations }

  package func workspace(for shape: SequenceShape) -> Int { layout(shape).workspace(blocks: Self.blocks) }
}
