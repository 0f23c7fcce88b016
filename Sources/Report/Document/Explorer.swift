/// A figure whose curves a reader moves by the power and the length of a rescaled error.
package struct Explorer: Sendable, Equatable {
  package enum Kind: String, CaseIterable, Sendable {
    case sensitivity
    case tradeOff = "trade-off"
  }

  package var kind: Kind
  /// Where the sliders stand first.
  package var power: Double
  package var length: Int

  package init(kind: Kind, power: Double, length: Int) {
    self.kind = kind
    self.power = power
    self.length = length
  }
}
