import Settings

/// A mistake in a definition: what is wrong, how to mend it, where, and what else there is to look at.
package struct DefinitionProblem: Error, Sendable, Equatable {
  /// A second place that belongs to the mistake.
  package struct Note: Sendable, Equatable {
    package var message: String
    package var span: Range<Int>

    package init(message: String, span: Range<Int>) {
      self.message = message
      self.span = span
    }
  }

  package var problem: SettingProblem
  package var notes: [Note]

  package init(_ message: String, remedy: String, span: Range<Int>, notes: [Note] = []) {
    problem = SettingProblem(message, remedy: remedy, span: span)
    self.notes = notes
  }

  package init(_ problem: SettingProblem) {
    self.problem = problem
    notes = []
  }
}

/// How large a definition may be, so that a check ends promptly whatever it is given.
package enum DefinitionLimits {
  /// Bytes of one equation, and of a definition.
  package static let longestEquation = 10_000
  package static let longestDefinition = 100_000
  package static let mostEquations = 1_000
  /// How deep parentheses and calls nest.
  package static let deepest = 32
  /// The same once functions are expanded.
  package static let deepestExpanded = 200
  /// Operations of one step once sums are written out and functions put in.
  package static let mostOperations = 20_000
  /// Rows of a vector or a matrix.
  package static let largestSize = 4_096
  /// Numbers of a vector that is put together of others.
  package static let longestVector = 65_536
  /// Terms that a sum of a check may have.
  package static let mostTerms = 1_000_000
}
