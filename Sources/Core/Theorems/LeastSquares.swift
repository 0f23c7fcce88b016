/// The slope of the least-squares line through the points, Σ (x - x̄)(y - ȳ) / Σ (x - x̄)².
func leastSquaresSlope(_ x: [Double], _ y: [Double]) -> Double {
  let meanX = x.reduce(0, +) / Double(x.count)
  let meanY = y.reduce(0, +) / Double(y.count)
  let products = zip(x, y).reduce(0) { $0 + ($1.0 - meanX) * ($1.1 - meanY) }
  return products / x.reduce(0) { $0 + ($1 - meanX) * ($1 - meanX) }
}
