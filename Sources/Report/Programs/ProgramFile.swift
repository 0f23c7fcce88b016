import Checksums
import Settings

/// A file that a program is given, with the bytes that its results rest on.
package struct ProgramFile: Sendable, Equatable {
  /// Where it lies in the folder of a run, `data/train.csv`.
  package var place: String
  /// Where it lies in the book, as messages show it.
  package var path: String
  package var bytes: [UInt8]
  /// SHA-256.
  package var checksum: String

  package init(place: String, path: String, bytes: [UInt8]) {
    (self.place, self.path, self.bytes) = (place, path, bytes)
    checksum = Checksum.sha256(of: bytes)
  }

  /// The place of a file that a chapter names, inside the folder of a run.
  package static func place(of name: String) -> String {
    name.split(separator: "/").filter { $0 != "." && $0 != ".." }.joined(separator: "/")
  }

  /// As the settings of a run name it from then on.
  package var value: Value {
    Value(
      .call(
        "file",
        [
          Argument(value: Value(.string(path))), Argument(label: "place", value: Value(.string(place))),
          Argument(label: "checksum", value: Value(.string(checksum))),
        ]))
  }
}
