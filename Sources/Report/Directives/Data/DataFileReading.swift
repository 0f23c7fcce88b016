import DataFiles
import Settings
import Syntax

extension DataFile {
  /// The file that a directive names; nil, and messages, where it cannot be read as rows.
  static func read(
    _ path: String, format word: String = "ending", separator: String = "", in reading: DirectiveReading
  ) -> DataFile? {
    guard let content = reading.content(ofFile: path, option: "file", most: largest) else { return nil }
    guard let format = word == "ending" ? DataFormat(path: path) : DataFormat(rawValue: word) else {
      reading.report(
        SettingProblem(
          "the ending of '\(path)' does not say how its rows are written", remedy: "add format: csv, tsv or json-lines",
          kind: .missingSetting, span: reading.span(of: "file")))
      return nil
    }
    let between = Array(separator.utf8)
    guard between.count <= 1, between.first.map({ ![10, 13, 34].contains($0) }) ?? true else {
      reading.report(
        SettingProblem(
          "'separator' takes one character, not '\(separator)'", remedy: "write it as separator: \";\"",
          kind: .unsuitable, span: reading.span(of: "separator")))
      return nil
    }
    do throws(DataProblem) {
      return try DataFile(path: content.path, bytes: content.bytes, format: format, separator: between.first)
    } catch {
      reading.note(error.diagnostic(in: content.bytes, path: content.path))
      return nil
    }
  }
}
