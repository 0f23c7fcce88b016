import Foundation

/// Writing a file so that a reader sees the old content or the new, never a part.
enum AtomicFile {
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
