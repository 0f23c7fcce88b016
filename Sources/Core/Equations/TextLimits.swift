/// How long a text of a definition may be, and how deep it may nest.
package struct TextLimits: Sendable {
  /// Bytes of one equation.
  package var equation: Int
  /// Bytes of all lines.
  package var definition: Int
  /// How deep parentheses, calls and exponents nest.
  package var depth: Int
  /// Factors beside each other.
  package var beside: Int

  /// What an author writes.
  package static let written = TextLimits(equation: 10_000, definition: 100_000, depth: 32, beside: 8)

  /// The canonical text of a definition, in which functions are expanded.
  ///
  /// Every definition that is accepted is within these limits: its bytes are counted when the canonical text is made, and
  /// an operation of its tree, which nests at most `deepestExpanded` deep, takes at most two levels of the text and one
  /// factor.
  package static let canonical = TextLimits(
    equation: 1_000_000, definition: 1_000_000, depth: 2 * DefinitionLimits.deepestExpanded,
    beside: DefinitionLimits.deepestExpanded)

  /// The mistake of a definition whose canonical text is too long.
  package static func excess(ofCanonical text: String, _ span: Range<Int>) -> DefinitionProblem? {
    let (bytes, most) = (text.utf8.count, canonical.definition)
    if bytes <= most { return nil }
    return DefinitionProblem(
      "with its functions expanded, this definition has \(bytes) bytes; at most \(most) are allowed",
      remedy: "shorten names, or reduce how often functions call one another", span: span)
  }
}
