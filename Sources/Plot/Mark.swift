/// Something drawn from data inside a panel.
package protocol Mark: Sendable {
  /// The kind of mark in the table of data, `line`.
  static var name: String { get }
  var style: Style { get }
  /// All horizontal positions, which the scale is to hold.
  var xs: [Double] { get }
  /// All vertical positions, which the scale is to hold.
  var ys: [Double] { get }
  /// What the mark adds to its series' key in the legend.
  var key: KeyParts { get }
  /// The mark's data, one row a datum.
  var rows: [Row] { get }
  /// Whether the mark alone makes a panel worth a frame; a rule does not.
  var isData: Bool { get }
  /// The words that the mark sets, which may hold TeX.
  var words: [String] { get }
  /// The values that a logarithmic scale cannot show.
  func dropped(x: any Scale, y: any Scale) -> Int
  func draw(on canvas: any Canvas, in projection: Projection)
}

extension Mark {
  package var isData: Bool { true }
  package var words: [String] { [] }

  package func dropped(x: any Scale, y: any Scale) -> Int {
    zip(xs, ys).count { $0.isFinite && $1.isFinite && (x.fraction($0) == nil || y.fraction($1) == nil) }
  }
}

/// The parts of a legend's key.
package struct KeyParts: OptionSet, Sendable {
  package let rawValue: Int

  package init(rawValue: Int) { self.rawValue = rawValue }

  package static let line = KeyParts(rawValue: 1)
  package static let band = KeyParts(rawValue: 2)
  package static let point = KeyParts(rawValue: 4)
}

/// A datum of a mark; what a mark does not have is nil.
package struct Row: Sendable, Equatable {
  package var x: Double?
  package var y: Double?
  package var low: Double?
  package var high: Double?
}

/// The two scales of a panel and the frame they fill.
package struct Projection {
  package let x: any Scale
  package let y: any Scale
  package let box: Box
  let typesetter: Typesetter

  func horizontal(_ value: Double) -> Double? { x.fraction(value).map { box.x + $0 * box.width } }
  func vertical(_ value: Double) -> Double? { y.fraction(value).map { box.bottom - $0 * box.height } }

  /// The place of a datum; nil where a value is not finite or not on the scale.
  func place(_ x: Double, _ y: Double) -> Place? {
    guard let x = horizontal(x), let y = vertical(y) else { return nil }
    return Place(x, y)
  }
}
