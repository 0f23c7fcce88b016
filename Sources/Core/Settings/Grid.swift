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

  /// The value to take for the setting at `path`: one of the list, or `value` itself where it is no list.
  func choose(_ value: Value, path: String, problems: inout [SettingProblem]) -> Value {
    guard case .list(let values) = value.kind else { return value }
    guard let first = values.first else {
      problems.append(SettingProblem("this list is empty", remedy: "put a value in it, or remove it", span: value.span))
      return value
    }
    let unique = values.enumerated().filter { item in !values[..<item.offset].contains(item.element) }
    if unique.count < values.count, axes.count >= planned.count {
      problems.append(SettingProblem("a value stands twice in this list", remedy: "remove one", span: value.span))
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
