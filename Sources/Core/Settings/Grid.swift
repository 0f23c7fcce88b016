/// The lists that stood where one value was expected, and which of their values this reading takes.
///
/// Reading the same settings once per cell walks the grid: `advance()` moves to the next cell, last axis fastest. An axis
/// that only some choices have (`model: [linear-rnn(width: [8, 16]), gru]`) is met only where those are chosen.
package final class Grid {
  /// One list met in the present reading.
  package struct Axis: Sendable {
    /// The path of settings that leads to the list, `task.memory.rate`.
    package let path: String
    /// The values as the author wrote them.
    package let values: [Value]
    package fileprivate(set) var index: Int
    package var chosen: Value { values[index] }
  }

  /// The axes met so far in the present reading, in the order of reading.
  package private(set) var axes: [Axis] = []
  private var planned: [Axis] = []

  package init() {}

  /// How many cells the axes met so far span, or `most` where they are more.
  package func size(atMost most: Int) -> Int {
    axes.reduce(1) { size, axis in
      let (product, overflow) = size.multipliedReportingOverflow(by: max(axis.values.count, 1))
      return overflow ? most : min(product, most)
    }
  }

  /// The one of `values`, the list `list`, to take for the setting at `path`; nil, and a problem, for an empty list.
  func choose(_ values: [Value], of list: Value, path: String, problems: inout [SettingProblem]) -> Value? {
    guard let first = values.first else {
      problems.append(
        SettingProblem(
          "this list is empty", remedy: "put a value in it, or remove it", kind: .malformed, span: list.span))
      return nil
    }
    if axes.count >= planned.count, Set(values).count < values.count {
      problems.append(
        SettingProblem("this list has a value twice", remedy: "remove one", kind: .repeated, span: list.span))
    }
    let index = axes.count < planned.count ? min(planned[axes.count].index, values.count - 1) : 0
    axes.append(Axis(path: path, values: values, index: index))
    return values.count == 1 ? first : values[index]
  }

  /// Prepares the reading of the next cell; false after the last.
  package func advance() -> Bool {
    planned = axes
    axes = []
    while let last = planned.last {
      if last.index + 1 < last.values.count {
        planned[planned.count - 1].index += 1
        return true
      }
      planned.removeLast()
    }
    return false
  }
}
