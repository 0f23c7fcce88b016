import Core

/// The verdict on one statement with the number it rests on.
struct Finding: Sendable {
  var id: String
  /// A short name of the statement.
  var title: String
  var verdict: Verdict
  /// What the estimate is of.
  var quantity: String
  var estimate: Estimate
}
