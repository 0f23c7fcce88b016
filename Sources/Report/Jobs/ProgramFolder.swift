import DataFiles
import Files
import Foundation
import Programs

extension ProgramFile {
  /// What a report says of the file.
  package var facts: DataFacts { DataFacts(path: path, bytes: bytes.count, digest: digest) }

  /// Writes files into the folder of a run.
  package static func write(_ files: [ProgramFile], into folder: TemporaryFolder) throws {
    for file in files { try write(file.bytes, to: file.place, in: folder) }
  }

  package static func write(_ bytes: [UInt8], to place: String, in folder: TemporaryFolder) throws {
    let url = URL(filePath: folder.path).appending(path: place)
    do {
      try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(bytes).write(to: url)
      if bytes.starts(with: "#!".utf8) {
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: url.path)
      }
    } catch { throw WriteProblem(path: url.path, error) }
  }
}
