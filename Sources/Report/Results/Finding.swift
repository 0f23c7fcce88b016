import Core

/// The verdict on one statement with the number it rests on.
struct Finding: Sendable {
  enum Kind: String, CaseIterable, Sendable {
    case theorem, claim
  }

  var id: String
  var kind: Kind
  /// A short name of the statement.
  var title: Template
  var verdict: Verdict
  /// What the estimate is of.
  var quantity: String
  var estimate: Estimate
  /// Labels of the directives whose results decide.
  var sources: [String] = []
}
