import Settings

/// A mistake in a definition: what is wrong, how to mend it, where, and related places.
package struct DefinitionProblem: Error, Sendable, Equatable {
  /// A related place, such as the first of two equal definitions.
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
  /// Whether it only follows from a mistake that is reported by itself.
  package private(set) var isConsequence = false

  package init(_ message: String, remedy: String, span: Range<Int>, notes: [Note] = []) {
    problem = SettingProblem(message, remedy: remedy, kind: .unsuitable, span: span)
    self.notes = notes
  }

  /// A mistake that follows from another one.
  package init(following message: String, span: Range<Int>) {
    self.init(message, remedy: "mend that first", span: span)
    isConsequence = true
  }

  package init(_ problem: SettingProblem) {
    self.problem = problem
    notes = []
  }
}
