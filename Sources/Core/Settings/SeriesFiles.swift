/// Columns of a file that a task learns from.
package struct SeriesColumns: Sendable, Equatable {
  /// One for each column asked for, NaN where a value is missing.
  package var values: [[Double]]
  /// As a setting names the file from then on.
  package var path: String
  /// The checksum of the file's bytes, by which results know it.
  package var checksum: String

  package init(values: [[Double]], path: String, checksum: String) {
    (self.values, self.path, self.checksum) = (values, path, checksum)
  }
}

/// Reads the files that settings name, `file("data/load.csv", column: load)`.
package protocol SeriesFiles {
  /// The columns of a file; nil where they cannot be read, after that was reported.
  ///
  /// - Parameter checksum: what the bytes of the file must have, where the setting names it.
  func columns(_ names: [Value], of file: Value, checksum: String?, settings: Settings) -> SeriesColumns?
}
