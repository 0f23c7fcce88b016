/// The shape between two curves over the same positions, in stretches without a gap.
struct Outline {
  /// The closed shape.
  private(set) var body = Path()
  /// The upper curve alone.
  private(set) var crest = Path()

  init(x: [Double], low: [Double], high: [Double], in projection: Projection, grain: Double) {
    let limits = projection.box.grown(by: 20)
    func limited(_ runs: [[Place]]) -> [[Place]] {
      runs.map { run in
        run.map { Place(min(max($0.x, limits.x), limits.right), min(max($0.y, limits.y), limits.bottom)) }
      }
    }
    // What a logarithmic scale cannot show of the lower curve is at the foot of the frame.
    let floor = projection.y.isTotal ? nil : projection.y.domain.lowerBound
    var (tops, feet) = (high, low)
    for index in x.indices where !low[index].isFinite || projection.place(x[index], high[index]) == nil {
      tops[index] = .nan
      feet[index] = .nan
    }
    if let floor { feet = feet.map { $0.isNaN || projection.vertical($0) != nil ? $0 : floor } }
    let upper = limited(Curve.runs(x, tops, in: projection, grain: grain))
    let lower = limited(Curve.runs(x, feet, in: projection, grain: grain))
    for (top, foot) in zip(upper, lower) where top.count > 1 {
      body.pieces.append(.lines(top + foot.reversed(), closed: true))
      crest.pieces.append(.lines(top, closed: false))
    }
  }
}
