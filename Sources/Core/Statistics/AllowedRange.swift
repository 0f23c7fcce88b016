/// The values of a number with which a statement holds; nil if it has no end on that side.
package struct AllowedRange: Codable, Sendable, Equatable {
  package var lower: Double?
  package var upper: Double?

  package init(lower: Double? = nil, upper: Double? = nil) {
    self.lower = lower
    self.upper = upper
  }
}
