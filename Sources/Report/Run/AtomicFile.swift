import Foundation

/// A file that is written under a temporary name and waits to take its place, so that a reader sees the old content or the
/// new, never a part.
struct AtomicFile {
  private let temporary: URL
  private let file: URL

  /// Writes `data` beside `file`, in a folder that is made where it is missing.
  ///
  /// Where it is to be durable, the bytes are on the disk before the name is; else a crash of the machine may leave an
  /// empty file, which suits only what is checked when it is read and soon made again.
  init(_ data: Data, for file: URL, isDurable: Bool = true) throws {
    let folder = file.deletingLastPathComponent()
    let mark = "\(ProcessInfo.processInfo.processIdentifier).\(UInt32.random(in: 0 ... .max))"
    temporary = folder.appending(path: ".\(file.lastPathComponent).\(mark)")
    self.file = file
    try Self.makeFolder(folder)
    let descriptor = open(temporary.path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw WriteProblem(path: file.path, number: errno) }
    defer { close(descriptor) }
    guard Self.write(data, to: descriptor), !isDurable || fsync(descriptor) == 0 else {
      let problem = WriteProblem(path: file.path, number: errno)
      discard()
      throw problem
    }
  }

  /// Whether all bytes were written; else `errno` says why not.
  private static func write(_ data: Data, to descriptor: Int32) -> Bool {
    data.withUnsafeBytes { bytes in
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
  func commit() throws {
    guard rename(temporary.path, file.path) == 0 else {
      let problem = WriteProblem(path: file.path, number: errno)
      discard()
      throw problem
    }
  }

  /// Removes what was written, unless it has its name.
  func discard() { try? FileManager.default.removeItem(at: temporary) }

  /// Writes a file and gives it its name.
  static func write(_ data: Data, to file: URL, isDurable: Bool = true) throws {
    try AtomicFile(data, for: file, isDurable: isDurable).commit()
  }

  /// Removes from `folder` what was written there by processes that ended before they gave it its name, and not touched
  /// for some seconds; in a folder that machines share, a process may live elsewhere.
  static func removeAbandoned(in folder: URL, untouchedFor seconds: TimeInterval = 0) {
    for name in (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [] {
      guard let mark = name.wholeMatch(of: /\..+\.([0-9]+)\.[0-9]+/), let process = pid_t(mark.1) else { continue }
      let file = folder.appending(path: name)
      let written = try? file.resourceValues(forKeys: [.contentModificationDateKey]).contentModificationDate
      let isGone = kill(process, 0) != 0 && errno == ESRCH
      if isGone, -(written ?? .distantPast).timeIntervalSinceNow >= seconds {
        try? FileManager.default.removeItem(at: file)
      }
    }
  }

  private static func makeFolder(_ folder: URL) throws {
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    } catch {
      throw WriteProblem(path: folder.path, error)
    }
  }
}

/// A file that could not be written.
struct WriteProblem: Error, CustomStringConvertible {
  let path: String
  let reason: String

  /// `number` is what the system left in `errno`.
  init(path: String, number: Int32) { (self.path, reason) = (path, String(cString: strerror(number))) }

  init(path: String, _ error: any Error) {
    let words = error.localizedDescription
    (self.path, reason) = (path, words.hasSuffix(".") ? String(words.dropLast()) : words)
  }

  var description: String {
    "cannot write '\(path)': \(reason.lowercased()); check its folder, its permissions and the space left"
  }
}
