/// What `report export` can write of the results of a directive, for other programs.
package enum Export: String, CaseIterable, Sendable {
  case weights, curves, numbers

  /// The one file of it; nil for a file for each run, whose name only the runs give.
  package var path: String? { self == .weights ? nil : "\(rawValue).csv" }
}
