/// Limits on the size of a definition and on what it computes, so that every check is prompt and every build ends.
package enum DefinitionLimits {
  package static let mostEquations = 1_000
  /// Mistakes of one definition that are reported.
  package static let mostProblems = 20
  /// How deep the operations of a formula nest, once functions are expanded.
  package static let deepestExpanded = 200
  /// Operations of one step once sums are written out and functions put in.
  package static let mostOperations = 20_000
  /// The same of a formula that is evaluated for each residual, or for each lag.
  package static let mostFormulaOperations = 2_000
  /// The same of a formula that initialises each number of a parameter.
  package static let mostInitialOperations = 200
  /// Rows of a vector or a matrix.
  package static let largestSize = 4_096
  /// Numbers of a concatenated vector.
  package static let longestVector = 65_536
  /// Numbers in all parameters of a model.
  package static let mostParameters = 100_000_000
  /// Steps of a sequence of a task.
  package static let longestSequence = 16_384
  /// Additions and multiplications of one step of a model, or of a task, for one sequence.
  package static let mostStepWork = 1_000_000_000
  /// The same of all steps of a task for one sequence, which a check computes to find its memory function.
  package static let mostSequenceWork = 50_000_000
  /// Terms that the sums of a side of a property may have in one case.
  package static let mostTerms = 1_000_000
  /// Operations of all cases of a property.
  package static let mostPropertyWork = 1_000_000_000
  package static let mostControls = 20
}
