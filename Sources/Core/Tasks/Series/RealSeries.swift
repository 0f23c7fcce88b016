/// A series that was observed, one value a year.
enum RealSeries: String, CaseIterable, Sendable {
  case sunspots, nile

  var values: [Double] {
    switch self {
    case .sunspots: Self.sunspotNumbers
    case .nile: Self.nileFlows
    }
  }
}
