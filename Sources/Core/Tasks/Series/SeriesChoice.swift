import Numerics
import Settings

/// What is done about missing values of a series.
package enum SeriesGaps: String, CaseIterable, Sendable {
  case refuse, interpolate, last

  /// The series without gaps; nil where there are some that are not to be filled, or cannot be.
  package func filled(_ values: [Double]) -> [Double]? {
    if values.allSatisfy(\.isFinite) { return values }
    guard self != .refuse, let first = values.first, first.isFinite else { return nil }
    var filled = values
    var before = 0
    for index in values.indices.dropFirst() where values[index].isFinite {
      for gap in before + 1..<index {
        let share = self == .last ? 0 : Double(gap - before) / Double(index - before)
        filled[gap] = values[before] + share * (values[index] - values[before])
      }
      before = index
    }
    guard before + 1 < values.count else { return filled }
    if self == .interpolate { return nil }
    for gap in before + 1..<values.count { filled[gap] = values[before] }
    return filled
  }
}

/// A series as a chapter gives it: columns of a file, or a formula in the step `t`.
struct SeriesChoice {
  var canonical: Value
  /// What is forecast.
  var target: [Double]
  /// What a model sees, the target itself where nothing else is named.
  var inputs: [[Double]]
  /// Where each value stands on the axis of time.
  var times: [Double]
  /// What time is called.
  var timeName = "step"
  var targetName = "value"
}

extension SeriesChoice {
  private static let count = 300

  /// The values of a formula for t = 0, 1, …
  init(formula: String, _ expression: Expression<String>) {
    let target = (0..<Self.count).map { step in expression.evaluate { _ in Double(step) } }
    self.init(
      canonical: Value(.string(formula)), target: target, inputs: [target], times: target.indices.map(Double.init))
  }

  /// Reads `"sin(0.3 * t)"` or `file("data/load.csv", column: load, inputs: [load, wind], time: day)`; nil for something else.
  init?(_ given: Value, settings: Settings) throws(SettingProblem) {
    if case .string(let text) = given.kind {
      let formula = try Expression(parsing: text, variables: ["t"], base: given.span.lowerBound + 1)
      self.init(formula: text, formula)
      return
    }
    guard case .call("file", let arguments) = given.kind else { return nil }
    let parts = Settings(owner: "file", arguments: arguments, span: given.span, files: settings.files)
    let path = parts.text(
      "path", default: "data/load.csv", required: true, allowed: "a path from the folder of this file", help: "the file"
    )
    let column = parts.columnName("column", required: true, help: "what is forecast")
    let inputs = parts.columnNames("inputs", help: "what the model sees; by default the column itself")
    let time = parts.columnName("time", help: "where the values stand on the axis of time")
    let checksum = parts.text("checksum", default: "", help: "the checksum that the file must have")
    if let problem = parts.finish().first { throw problem }
    let file = arguments.first { $0.label == nil || $0.label == "path" }?.value ?? given
    guard let files = settings.files else {
      throw SettingProblem(
        "'\(path)' cannot be read here", remedy: "write a formula in t between quotes", kind: .unsuitable,
        span: file.span)
    }
    let names = [column] + inputs + (time.text.isEmpty ? [] : [time])
    guard let read = files.columns(names, of: file, checksum: checksum.isEmpty ? nil : checksum, settings: settings)
    else {
      self.init(formula: "0 * t", try Expression(parsing: "0 * t", variables: ["t"]))
      target = []
      return
    }
    var record = [
      Argument(value: Value(.string(read.path))), Argument(label: "column", value: Value(.string(column.text))),
    ]
    if !inputs.isEmpty {
      record.append(Argument(label: "inputs", value: Value(.list(inputs.map { Value(.string($0.text)) }))))
    }
    if !time.text.isEmpty { record.append(Argument(label: "time", value: Value(.string(time.text)))) }
    record.append(Argument(label: "checksum", value: Value(.string(read.checksum))))
    let target = read.values[0]
    self.init(
      canonical: Value(.call("file", record)), target: target,
      inputs: inputs.isEmpty ? [target] : Array(read.values[1...inputs.count]),
      times: time.text.isEmpty ? target.indices.map(Double.init) : read.values[names.count - 1],
      timeName: time.text.isEmpty ? "step" : time.text, targetName: column.text)
  }
}

extension Settings {
  /// Reads the name of a column, a word or a text between quotes.
  fileprivate func columnName(_ name: String, required: Bool = false, help: String) -> Value {
    value(
      name, default: Value(.string("")), text: required ? "load" : "", required: required,
      allowed: "a column of the file",
      help: help, canonical: { $0 }
    ) { given in given.isColumnName ? given : nil }
  }

  fileprivate func columnNames(_ name: String, help: String) -> [Value] {
    value(
      name, default: [], text: "", allowed: "a column of the file or a list of such", help: help, singular: false,
      canonical: { Value(.list($0)) }
    ) { given in
      var items = [given]
      if case .list(let list) = given.kind { items = list }
      return !items.isEmpty && items.allSatisfy(\.isColumnName) ? items : nil
    }
  }
}

extension Value {
  fileprivate var isColumnName: Bool {
    switch kind {
    case .name, .string: true
    default: false
    }
  }
}
