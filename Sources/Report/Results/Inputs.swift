/// What a part of the book rests on: results and verdicts, by their labels.
package struct Inputs: Sendable, Equatable {
  /// The names of the curves that are read of each label's results; none where only numbers are read.
  package private(set) var curves: [String: Set<String>]
  /// Labels of the statements whose verdicts are read.
  package private(set) var verdicts: Set<String>
  /// Whether the verdicts of all statements are read.
  package private(set) var readsEveryVerdict: Bool

  /// Nothing by default; the curves are read of each of `results`.
  package init(
    results: some Sequence<String> = [String](), curves: Set<String> = [], verdicts: some Sequence<String> = [String](),
    readsEveryVerdict: Bool = false
  ) {
    self.curves = Dictionary(results.map { ($0, curves) }) { first, _ in first }
    self.verdicts = Set(verdicts)
    self.readsEveryVerdict = readsEveryVerdict
  }

  /// Labels of the results that are read.
  package var results: Set<String> { Set(curves.keys) }

  /// Whether a curve is read, and not numbers alone.
  package var readsCurves: Bool { curves.values.contains { !$0.isEmpty } }

  /// Labels of the results and of the verdicts.
  package var labels: Set<String> { results.union(verdicts) }

  /// Takes in what something else rests on.
  package mutating func add(_ other: Inputs) {
    curves.merge(other.curves) { $0.union($1) }
    verdicts.formUnion(other.verdicts)
    readsEveryVerdict = readsEveryVerdict || other.readsEveryVerdict
  }
}
