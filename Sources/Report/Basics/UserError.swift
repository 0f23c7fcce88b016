/// Something wrong with what a person asked for, in words for the terminal.
struct UserError: ExplainedError, Equatable {
  let description: String
  /// Whether the command line itself is wrong, rather than what it names.
  let isUsage: Bool

  init(_ description: String, isUsage: Bool = false) {
    self.description = description
    self.isUsage = isUsage
  }
}
