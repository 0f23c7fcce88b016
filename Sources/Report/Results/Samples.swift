/// Values by sample and cell; a single value stands for all.
package struct Samples: Sendable {
  /// Sample by sample, and in each cell by cell.
  package let values: [Double]
  package let cells: Int
  /// Whether each sample is left out since it lacks a number; empty where none is.
  package let omitted: [Bool]

  package init(_ values: [Double], cells: Int, omitting omitted: [Bool] = []) {
    (self.values, self.cells) = (values, cells)
    self.omitted = omitted.contains(true) ? omitted : []
  }

  /// How many samples there are, those that are left out included.
  package var count: Int { cells > 0 ? values.count / cells : 0 }

  package var omittedCount: Int { omitted.count { $0 } }

  package func value(_ sample: Int, cell: Int) -> Double {
    let row = count == 1 ? 0 : sample
    return values[row * cells + (cells == 1 ? 0 : cell)]
  }

  /// The mean over the cells, for each sample that is not left out.
  package var meanBySample: [Double] {
    if cells == 1, omitted.isEmpty { return values }
    return (0..<count).compactMap { sample in
      if !omitted.isEmpty, omitted[sample] { return nil }
      return values[sample * cells..<(sample + 1) * cells].reduce(0, +) / Double(cells)
    }
  }

  /// `[sample][cell]`, without the samples that are left out.
  package var bySample: [[Double]] {
    (0..<count).compactMap { sample in
      !omitted.isEmpty && omitted[sample] ? nil : Array(values[sample * cells..<(sample + 1) * cells])
    }
  }

  package func mapped(_ function: (Double) -> Double) -> Samples {
    Samples(values.map(function), cells: cells, omitting: omitted)
  }

  /// Two sets of samples put together value by value.
  package static func paired(_ left: Samples, _ right: Samples, by join: (Double, Double) -> Double) -> Samples {
    let count = max(left.count, right.count)
    let cells = max(left.cells, right.cells)
    var values: [Double] = []
    values.reserveCapacity(count * cells)
    for sample in 0..<count {
      for cell in 0..<cells { values.append(join(left.value(sample, cell: cell), right.value(sample, cell: cell))) }
    }
    return Samples(values, cells: cells, omitting: either(left.omitted, right.omitted))
  }

  /// Whether each sample is left out on one side or the other; an empty side leaves out none.
  package static func either(_ left: [Bool], _ right: [Bool]) -> [Bool] {
    if left.isEmpty || right.isEmpty { return left.isEmpty ? right : left }
    if left.count == 1 { return right.map { $0 || left[0] } }
    if right.count == 1 { return left.map { $0 || right[0] } }
    return zip(left, right).map { $0 || $1 }
  }

  package static func rowsWithNaN(_ values: [Double], cells: Int) -> [Bool] {
    guard cells > 0 else { return [] }
    return stride(from: 0, to: values.count, by: cells).map { start in
      values[start..<start + cells].contains(where: \.isNaN)
    }
  }
}
