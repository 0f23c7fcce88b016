import DataFiles
import Files
import Foundation
import Programs

extension ProgramFile {
  /// What a report says of the file.
  package var facts: DataFacts { DataFacts(path: path, bytes: bytes.count, checksum: checksum) }

  /// Writes files into the folder of a run.
  package static func write(_ files: [ProgramFile], into folder: TemporaryFolder) throws {
    for file in files { try write(file.bytes, to: file.place, in: folder) }
  }

  package static func write(_ bytes: [UInt8], to place: String, in folder: TemporaryFolder) throws {
    let url = URL(filePath: folder.path).appending(path: place)
    try FolderPath.make(url.deletingLastPathComponent().path)
    try AtomicFile.write(Data(bytes), to: url, isDurable: false)
    if bytes.starts(with: "#!".utf8), chmod(url.path, 0o755) != 0 { throw WriteProblem(path: url.path, number: errno) }
  }
}
