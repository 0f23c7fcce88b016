import Basics
import Foundation

/// A file that is written under a temporary name and waits to take its place, so that a reader sees the old content or the
/// new, never a part.
package struct AtomicFile: Sendable {
  private let temporary: URL
  private let file: URL

  /// Writes `bytes` beside `file`, in a folder that is made where it is missing.
  ///
  /// Where it is to be durable, the bytes are on the disk before the name is; else a crash of the machine may leave an
  /// empty file, which suits only what is checked when it is read and soon made again.
  /// A file that is replaced keeps its permissions.
  package init(_ bytes: some ContiguousBytes, for file: URL, isDurable: Bool = true) throws {
    let folder = file.deletingLastPathComponent()
    temporary = folder.appending(path: TemporaryName().text)
    self.file = file
    try FolderPath.make(folder.path)
    let descriptor = open(temporary.path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw WriteProblem(path: file.path, number: errno) }
    defer { close(descriptor) }
    var older = stat()
    if lstat(file.path, &older) == 0, older.st_mode & S_IFMT == S_IFREG {
      _ = fchmod(descriptor, older.st_mode & 0o777)
    }
    guard Self.write(bytes, to: descriptor), !isDurable || fsync(descriptor) == 0 else {
      let problem = WriteProblem(path: file.path, number: errno)
      discard()
      throw problem
    }
  }

  /// Whether all bytes were written; else `errno` says why not.
  static func write(_ bytes: some ContiguousBytes, to descriptor: Int32) -> Bool {
    bytes.withUnsafeBytes { bytes in
      var start = 0
      while start < bytes.count {
        let rest = UnsafeRawBufferPointer(rebasing: bytes[start...])
        let count = Foundation.write(descriptor, rest.baseAddress, rest.count)
        if count < 0, errno != EINTR { return false }
        start += max(count, 0)
      }
      return true
    }
  }

  /// Gives the file its name.
  package func commit() throws {
    guard rename(temporary.path, file.path) == 0 else {
      let problem = WriteProblem(path: file.path, number: errno)
      discard()
      throw problem
    }
  }

  /// Removes what was written, unless it has its name.
  package func discard() { unlink(temporary.path) }

  /// Writes a file and gives it its name.
  package static func write(_ data: Data, to file: URL, isDurable: Bool = true) throws {
    try AtomicFile(data, for: file, isDurable: isDurable).commit()
  }

  /// Finds out whether files can be written into a folder, which is made where it is missing, by writing one.
  package static func probe(_ folder: URL) throws {
    try AtomicFile(Data(count: 4096), for: folder.appending(path: "a file"), isDurable: false).discard()
  }

  /// Removes from `folder` what was written there by processes that ended before they gave it its name, and not touched
  /// for some seconds; in a folder that machines share, a process may live elsewhere.
  package static func removeAbandoned(in folder: URL, untouchedFor seconds: TimeInterval = 0) {
    guard FileKind(at: folder.path) == .folder else { return }
    for name in (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [] {
      guard let mark = TemporaryName(name), kill(mark.process, 0) != 0, errno == ESRCH else { continue }
      let path = folder.appending(path: name).path
      var status = stat()
      guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { continue }
      let written = FileState(of: path).map { Double($0.modified) * 1e-9 } ?? 0
      if Date().timeIntervalSince1970 - written >= seconds { unlink(path) }
    }
  }
}

/// A file that could not be written.
package struct WriteProblem: ExplainedError {
  let path: String
  package let reason: String
  let remedy: String

  package init(path: String, reason: String, remedy: String = "check its folder, its permissions and the space left") {
    (self.path, self.reason, self.remedy) = (path, reason, remedy)
  }

  /// `number` is what the system left in `errno`.
  package init(path: String, number: Int32) {
    self.init(path: path, reason: String(cString: strerror(number)).lowercased())
  }

  package var description: String { "cannot write '\(path)': \(reason); \(remedy)" }
}
