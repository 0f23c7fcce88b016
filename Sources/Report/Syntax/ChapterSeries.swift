import DataFiles
import Settings

/// The series that one directive of a chapter names; mistakes are left in its reading.
package final class ChapterSeries: SeriesFiles {
  private unowned let reading: DirectiveReading
  private var read: [String: SeriesReading?] = [:]
  private var known: [String: SeriesColumns?] = [:]
  /// The files that were read.
  package private(set) var facts: [DataFacts] = []

  package init(_ reading: DirectiveReading) { self.reading = reading }

  package func columns(_ names: [Value], of file: Value, checksum: String?, settings: Settings) -> SeriesColumns? {
    let question = "\(file.text)\n\(names.map(\.text))"
    if let known = known[question] { return known }
    let columns = fresh(names, of: file)
    known[question] = .some(columns)
    return columns
  }

  private func fresh(_ names: [Value], of file: Value) -> SeriesColumns? {
    if read[file.text] == nil { read[file.text] = .some(open(file)) }
    guard let found = read[file.text], let series = found else { return nil }
    let (columns, unknown, problems) = series.columns(names)
    unknown.forEach { reading.report($0) }
    DataProblem.diagnostics(problems, in: series.file.bytes, path: series.file.path).forEach(reading.note)
    return columns
  }

  private func open(_ file: Value) -> SeriesReading? {
    guard let content = reading.content(ofFile: file.text, at: file.span, most: DataFile.largest) else { return nil }
    guard let format = DataFormat(path: file.text) else {
      reading.report(
        SettingProblem(
          "the ending of '\(file.text)' does not say how its rows are written",
          remedy: "name it with .csv, .tsv or .jsonl at the end", kind: .unsuitable,
          span: file.span))
      return nil
    }
    do throws(DataProblem) {
      let series = try SeriesReading(path: content.path, bytes: content.bytes, format: format)
      facts.append(series.file.facts)
      return series
    } catch {
      reading.note(error.diagnostic(in: content.bytes, path: content.path))
      return nil
    }
  }
}
