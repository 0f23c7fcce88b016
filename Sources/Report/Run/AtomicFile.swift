import Foundation

/// Writing a file so that a reader sees the old content or the new, never a part.
enum AtomicFile {
  /// Writes a file into a folder that is made where it is missing.
  static func write(_ data: Data, creating file: URL) throws {
    let folder = file.deletingLastPathComponent()
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    } catch {
      throw WriteProblem(path: folder.path, reason: error.localizedDescription)
    }
    try write(data, to: file)
  }

  /// Writes under a temporary name in the same folder, synchronises and renames.
  static func write(_ data: Data, to file: URL) throws {
    let name =
      ".\(file.lastPathComponent).\(ProcessInfo.processInfo.processIdentifier).\(UInt32.random(in: 0 ... .max))"
    let temporary = file.deletingLastPathComponent().appending(path: name)
    do {
      guard FileManager.default.createFile(atPath: temporary.path, contents: nil) else {
        throw WriteProblem(path: file.path, reason: String(cString: strerror(errno)))
      }
      let handle = try FileHandle(forWritingTo: temporary)
      try handle.write(contentsOf: data)
      try handle.synchronize()
      try handle.close()
      guard rename(temporary.path, file.path) == 0 else {
        throw WriteProblem(path: file.path, reason: String(cString: strerror(errno)))
      }
    } catch {
      try? FileManager.default.removeItem(at: temporary)
      throw error as? WriteProblem ?? WriteProblem(path: file.path, reason: error.localizedDescription)
    }
  }
}

/// A file that could not be written.
struct WriteProblem: Error, CustomStringConvertible {
  let path: String
  let reason: String

  var description: String {
    "cannot write '\(path)': \(reason.lowercased()); check its folder, its permissions and the space left"
  }
}
