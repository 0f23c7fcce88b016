/// Replaces calls of a book's functions in quoted formulae, which know only the functions of the setting language.
package protocol FormulaExpansion: Sendable {
  /// The formula without calls of the book's functions; nil if it calls none.
  ///
  /// - Parameters:
  ///   - start: the byte of the file at which the text begins.
  ///   - variables: the names that the formula may use.
  /// - Throws: the first mistake in a call.
  func expanded(
    _ text: String, start: Int, variables: [String]
  ) throws(DefinitionProblem) -> ExpandedFormula?
}

/// A quoted formula in which calls of a book's functions are replaced.
package struct ExpandedFormula: Sendable, Equatable {
  package var text: String
  /// The given text with 0 in place of each call and every other byte where it was, to find mistakes outside the calls.
  package var plain: String

  package init(text: String, plain: String) {
    self.text = text
    self.plain = plain
  }
}
