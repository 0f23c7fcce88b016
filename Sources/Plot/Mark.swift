/// Something drawn from data inside a panel.
package protocol Mark: Sendable {
  /// The kind of mark in the table of data, `line`.
  static var name: String { get }
  /// How it looks, and the series that it belongs to.
  var style: Style { get set }
  /// All horizontal positions, which the scale is to hold.
  var xs: [Double] { get }
  /// All vertical positions, which the scale is to hold.
  var ys: [Double] { get }
  /// What its colours stand for; empty by default, for a mark of one colour.
  var values: [Double] { get }
  /// What the mark adds to its series' key in the legend.
  var key: KeyParts { get }
  /// The mark's data, one row a datum.
  var rows: [Row] { get }
  /// Whether the mark alone makes a panel worth a frame: by default it does. A rule does not.
  var isData: Bool { get }
  /// The positions without intervals, which may leave a logarithmic axis; nil, by default, for a mark without intervals.
  var core: (xs: [Double], ys: [Double])? { get }
  /// The room that the mark wants between its data and the frame: by default that of a curve, or of a body if its key has a point.
  var room: Room { get }
  /// The value that the mark's bodies stand on, beyond which an axis needs no room; none by default. Bars stand on 0.
  var foot: (x: Double?, y: Double?) { get }
  /// The words that the mark sets, which may hold TeX; none by default. Words that no font has are found by them.
  var words: [String] { get }
  /// How many data the scales cannot show. By default one is counted for each point of `xs` and `ys` without a position; write
  /// your own for a mark of several points a datum.
  func dropped(x: any Scale, y: any Scale) -> Int
  /// Draws the mark; what lies outside the panel is clipped.
  func draw(on canvas: any Canvas, in projection: Projection)
}

extension Mark {
  package var values: [Double] { [] }
  package var isData: Bool { true }
  package var core: (xs: [Double], ys: [Double])? { nil }
  package var room: Room { key.contains(.point) ? .body : .curve }
  package var foot: (x: Double?, y: Double?) { (nil, nil) }
  package var words: [String] { [] }

  package func dropped(x: any Scale, y: any Scale) -> Int {
    if x.isTotal, y.isTotal { return 0 }
    return zip(xs, ys).count { $0.isFinite && $1.isFinite && (x.fraction($0) == nil || y.fraction($1) == nil) }
  }
}

/// What a mark wants between its data and the frame.
package enum Room: Sendable {
  /// Something above and below, as for a curve that runs from side to side.
  case curve
  /// Something on all sides, as for markers.
  case body
  /// Nothing: it fills the frame.
  case frame
}

/// The parts of a legend's key.
package struct KeyParts: OptionSet, Sendable {
  package let rawValue: Int

  package init(rawValue: Int) { self.rawValue = rawValue }

  package static let line = KeyParts(rawValue: 1)
  package static let band = KeyParts(rawValue: 2)
  package static let point = KeyParts(rawValue: 4)
  /// A filled body, as of a bar.
  package static let body = KeyParts(rawValue: 8)
}

/// A datum of a mark; what a mark does not have is nil.
package struct Row: Sendable, Equatable {
  package var x: Double?
  package var y: Double?
  package var low: Double?
  package var high: Double?
  /// What a colour stands for.
  package var value: Double?
}
