/// The scales of a panel and the frame they fill.
package struct Projection {
  package let x: any Scale
  package let y: any Scale
  package let colour: ColourScale
  package let box: Box
  let typesetter: LabelTypesetter
  /// What hints call the two axes; empty where they name none.
  var names = (x: "", y: "")

  func horizontal(_ value: Double) -> Double? { x.fraction(value).map { box.x + $0 * box.width } }
  func vertical(_ value: Double) -> Double? { y.fraction(value).map { box.bottom - $0 * box.height } }

  /// The place of a datum; nil where a value is not finite or not on the scale.
  func place(_ x: Double, _ y: Double) -> Place? {
    guard let x = horizontal(x), let y = vertical(y) else { return nil }
    return Place(x, y)
  }

  /// The rectangle between two values in each direction. What is beyond the frame is cut off a little outside it, and a
  /// value that a logarithmic scale cannot show is at its foot. Nil where nothing is left.
  func box(x: (Double, Double), y: (Double, Double)) -> Box? {
    let limits = box.grown(by: 20)
    guard [x.0, x.1, y.0, y.1].allSatisfy({ !$0.isNaN }) else { return nil }
    let left = min(max(horizontal(x.0) ?? limits.x, limits.x), limits.right)
    let right = min(max(horizontal(x.1) ?? limits.x, limits.x), limits.right)
    let top = min(max(vertical(y.0) ?? limits.bottom, limits.y), limits.bottom)
    let bottom = min(max(vertical(y.1) ?? limits.bottom, limits.y), limits.bottom)
    let found = Box(x: min(left, right), y: min(top, bottom), width: abs(right - left), height: abs(bottom - top))
    let isOutside =
      found.right <= box.x - 19 || found.x >= box.right + 19 || found.bottom <= box.y - 19 || found.y >= box.bottom + 19
    return isOutside ? nil : found
  }
}

/// Whether a mark's values run upwards or to the right.
package enum Orientation: Sendable, Equatable {
  case vertical, horizontal
}

extension Projection {
  /// The place of a datum at `position`, across the values, with `value` along them.
  func place(at position: Double, value: Double, _ orientation: Orientation) -> Place? {
    orientation == .vertical ? place(position, value) : place(value, position)
  }

  func box(at position: (Double, Double), values: (Double, Double), _ orientation: Orientation) -> Box? {
    orientation == .vertical ? box(x: position, y: values) : box(x: values, y: position)
  }

  /// The head of an arrow at the edge of the frame that the end of an interval lies beyond; nil for an end inside.
  func arrow(at end: Place, _ orientation: Orientation) -> Path.Piece? {
    let (beyond, width, length) = (0.5, 2.0, 3.0)
    if orientation == .horizontal {
      guard end.x < box.x - beyond || end.x > box.right + beyond else { return nil }
      let (tip, back) = end.x < box.x ? (box.x, box.x + length) : (box.right, box.right - length)
      return .lines([Place(back, end.y - width), Place(tip, end.y), Place(back, end.y + width)], closed: false)
    }
    guard end.y < box.y - beyond || end.y > box.bottom + beyond else { return nil }
    let (tip, back) = end.y < box.y ? (box.y, box.y + length) : (box.bottom, box.bottom - length)
    return .lines([Place(end.x - width, back), Place(end.x, tip), Place(end.x + width, back)], closed: false)
  }
}
