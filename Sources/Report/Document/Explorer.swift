/// A figure whose curves a reader moves by the power and the length of a rescaled error.
struct Explorer: Sendable, Equatable {
  enum Kind: String, CaseIterable, Sendable {
    case sensitivity
    case tradeOff = "trade-off"
  }

  var kind: Kind
  /// Where the sliders stand first.
  var power: Double
  var length: Int
}
