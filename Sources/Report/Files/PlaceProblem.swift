import Basics

/// A folder that a command cannot use for what it is to hold.
package struct PlaceProblem: ExplainedError {
  package let description: String

  package init(description: String) {
    self.description = description
  }
}
