/// Finds which of many data are in one column of a drawing, in groups of eight.
struct ColumnScan {
  private typealias Group = SIMD8<Double>

  let xs: UnsafeBufferPointer<Double>
  let ys: UnsafeBufferPointer<Double>

  var count: Int { min(xs.count, ys.count) }

  /// The end of the column that begins with the datum at `start`, and where its least and its greatest value stand first.
  ///
  /// It holds the data that follow from `left` on and before `right`. A value that is not finite ends the column, whether it
  /// begins it or comes later.
  func column(at start: Int, _ left: Double, _ right: Double) -> (end: Int, low: Int, high: Int) {
    guard xs[start].isFinite, ys[start].isFinite else { return (start + 1, start, start) }
    var (lows, highs) = (Group(repeating: ys[start]), Group(repeating: ys[start]))
    let (lefts, rights, limits) = (Group(repeating: left), Group(repeating: right), Group(repeating: .infinity))
    let none = SIMD8<Int64>(repeating: 0)
    var end = start + 1
    while end + Group.scalarCount <= count {
      let (x, y) = (Self.group(xs, end), Self.group(ys, end))
      var outside = SIMD8<Int64>(repeating: 1)
      outside.replace(with: none, where: (x .>= lefts) .& (x .< rights) .& (y .< limits) .& (y .> -limits))
      guard outside == none else { break }
      lows.replace(with: y, where: y .< lows)
      highs.replace(with: y, where: y .> highs)
      end += Group.scalarCount
    }
    var (low, high) = (lows.min(), highs.max())
    while end < count, xs[end] >= left, xs[end] < right, ys[end].isFinite {
      low = min(low, ys[end])
      high = max(high, ys[end])
      end += 1
    }
    return (end, first(low, in: start..<end), first(high, in: start..<end))
  }

  /// Where a value stands first among those of a range, which has it.
  private func first(_ value: Double, in range: Range<Int>) -> Int {
    let (wanted, none) = (Group(repeating: value), SIMD8<Int64>(repeating: 0))
    var index = range.lowerBound
    while index + Group.scalarCount <= range.upperBound {
      var found = none
      found.replace(with: 1, where: Self.group(ys, index) .== wanted)
      guard found == none else { break }
      index += Group.scalarCount
    }
    while index < range.upperBound - 1, ys[index] != value { index += 1 }
    return index
  }

  @inline(__always) private static func group(_ values: UnsafeBufferPointer<Double>, _ start: Int) -> Group {
    UnsafeRawBufferPointer(values).loadUnaligned(fromByteOffset: 8 * start, as: Group.self)
  }
}
