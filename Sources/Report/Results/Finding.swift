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
  /// The values of the estimate with which the statement holds.
  var bounds: AllowedRange
  /// Labels of the directives whose results decide.
  var sources: [String] = []
  /// How many of the runs that it rests on are not computed yet, where it is not judged for that reason.
  var holes = 0
}

extension Finding {
  /// "Not judged: 3 runs that it rests on are not computed yet."; nil where nothing is missing.
  var holeSentence: String? {
    if holes == 0 { return nil }
    if kind == .theorem { return "Not judged: its check is not computed yet." }
    return "Not judged: \(Words.count(holes, "run")) that it rests on \(holes == 1 ? "is" : "are") not computed yet."
  }
}
