/// Something wrong with what a person asked for, in words for the terminal.
package struct UserError: ExplainedError, Equatable {
  package let description: String
  /// Whether the command line itself is wrong, rather than what it names.
  package let isUsage: Bool

  package init(_ description: String, isUsage: Bool = false) {
    self.description = description
    self.isUsage = isUsage
  }
}
