/// What puts functions of a book into formulae between quotes, which know only the functions of the setting language.
package protocol FormulaExpansion: Sendable {
  /// The formula without calls of the book's functions; nil where it calls none.
  ///
  /// - Parameters:
  ///   - start: the byte of the file at which the text begins.
  ///   - variables: the names that the formula may use.
  /// - Throws: the first mistake in a call.
  func expanded(
    _ text: String, start: Int, variables: [String]
  ) throws(DefinitionProblem) -> ExpandedFormula?
}

/// A formula between quotes with the functions of a book put in.
package struct ExpandedFormula: Sendable, Equatable {
  package var text: String
  /// The text as given with 0 in the place of each call, every byte where it was: mistakes beside the calls show in it.
  package var plain: String

  package init(text: String, plain: String) {
    self.text = text
    self.plain = plain
  }
}
