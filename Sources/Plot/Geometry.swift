/// A length on paper; the unit of everything drawn is the point, 1/72 inch.
package struct Millimetres: Sendable, Equatable, ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral {
  package let value: Double

  package init(_ value: Double) { self.value = value.isFinite ? min(max(value, 30), 1000) : Self.full.value }
  package init(floatLiteral value: Double) { self.init(value) }
  package init(integerLiteral value: Int) { self.init(Double(value)) }

  package var points: Double { value * 72 / 25.4 }

  /// The width of one column of a journal, 84 mm.
  package static let column = Millimetres(84)
  /// The width that a narrow screen has for a figure, 75 mm at the scale of figures in a page.
  package static let screen: Millimetres = 75
  /// The width of a journal's page, 174 mm.
  package static let full: Millimetres = 174.0
}

/// A place on the sheet in points, y downwards.
package struct Place: Sendable, Equatable {
  package var x: Double
  package var y: Double

  package init(_ x: Double, _ y: Double) {
    self.x = x
    self.y = y
  }
}

package struct Size: Sendable, Equatable {
  package var width: Double
  package var height: Double
}

/// A rectangle on the sheet in points.
package struct Box: Sendable, Equatable {
  package var x: Double
  package var y: Double
  package var width: Double
  package var height: Double

  package var right: Double { x + width }
  package var bottom: Double { y + height }
  package var middle: Place { Place(x + width / 2, y + height / 2) }

  package func grown(by margin: Double) -> Box {
    Box(x: x - margin, y: y - margin, width: width + 2 * margin, height: height + 2 * margin)
  }

  package func contains(_ place: Place) -> Bool {
    place.x >= x && place.x <= right && place.y >= y && place.y <= bottom
  }
}
