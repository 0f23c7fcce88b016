import Foundation
import Settings

/// Columns of numbers out of the bytes of a data file.
package struct SeriesReading {
  package let file: DataFile

  /// - Throws: `DataProblem` if the bytes are not text with named columns.
  package init(path: String, bytes: [UInt8], format: DataFormat) throws(DataProblem) {
    file = try DataFile(path: path, bytes: bytes, format: format)
  }

  /// The columns with these names, or what is wrong with them.
  package func columns(_ names: [Value]) -> (
    columns: SeriesColumns?, unknown: [SettingProblem], problems: [DataProblem]
  ) {
    let unknown = names.filter { !file.columns.contains($0.text) }.map { name in
      SettingProblem(
        "'\(file.path)' has no column '\(name.text)'", remedy: Suggestion.remedy(for: name.text, among: file.columns),
        kind: .unknownName, span: name.span)
    }
    guard unknown.isEmpty else { return (nil, unknown, []) }
    let reading = file.read(Dictionary(names.map { ($0.text, .numbers) }) { first, _ in first })
    guard reading.problems.isEmpty else { return (nil, [], reading.problems) }
    let values = names.map { reading.columns[$0.text]?.numbers ?? [] }
    return (SeriesColumns(values: values, path: file.path, checksum: file.facts.checksum), [], [])
  }
}

/// The series that written settings name by path and checksum, read again from the current folder.
package final class StoredSeries: SeriesFiles {
  /// Why the last file that was asked for could not be read.
  package private(set) var failure: SettingProblem?

  package init() {}

  package func columns(_ names: [Value], of file: Value, checksum: String?, settings: Settings) -> SeriesColumns? {
    let data = FileManager.default.contents(atPath: file.text)
    let format = DataFormat(path: file.text) ?? .csv
    guard let data, let series = try? SeriesReading(path: file.text, bytes: Array(data), format: format) else {
      failure = SettingProblem(
        "'\(file.text)' cannot be read", remedy: "run it from the folder of the project", kind: .unknownName,
        span: file.span)
      return nil
    }
    guard checksum == nil || series.file.facts.checksum == checksum else {
      failure = SettingProblem(
        "'\(file.text)' is not the file that it was", remedy: "plan it again with this one", kind: .incompatible,
        span: file.span)
      return nil
    }
    let (columns, unknown, problems) = series.columns(names)
    if columns == nil {
      failure =
        unknown.first
        ?? SettingProblem(
          problems.first?.message ?? "'\(file.text)' cannot be read", remedy: "plan it again", kind: .malformed,
          span: file.span)
    }
    return columns
  }
}
