import Basics
import Foundation
import Synchronization

/// The checksums of files, each of which is read once as long as it stays as it is.
package final class SeenChecksums: Sendable {
  /// What tells that a file is as it was: no program can set back the time at which a file was last touched.
  private struct Mark: Equatable {
    var file: UInt64
    var bytes: Int
    /// Nanoseconds since 1970.
    var touched: Int

    /// Nil unless `path` is a regular file that was last changed some time ago: a second change in the same moment could have
    /// the same time.
    init?(of path: String) {
      var status = stat()
      guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
      #if os(macOS)
        let time = status.st_ctimespec
      #else
        let time = status.st_ctim
      #endif
      (file, bytes) = (UInt64(truncatingIfNeeded: status.st_ino), Int(status.st_size))
      touched = Int(time.tv_sec) * 1_000_000_000 + Int(time.tv_nsec)
      let tick = time.tv_nsec == 0 ? Self.coarseTick : Self.fineTick
      if Date().timeIntervalSince1970 - Double(touched) * 1e-9 < tick { return nil }
    }

    /// Seconds within which two changes may bear the same time, on a file system that keeps whole seconds.
    private static let coarseTick = 2.0
    /// The same on one that keeps the time at which the clock of the system ticked last, a hundred times a second or more.
    private static let fineTick = 0.05
  }

  private let known = Mutex<[String: (mark: Mark, checksum: String)]>([:])

  package init() {}

  /// The MD5 of a regular file; nil if there is none, or it cannot be read.
  package func checksum(of path: String) -> String? {
    guard let mark = Mark(of: path) else { return FileKind.checksum(of: path) }
    if let seen = known.withLock({ $0[path] }), seen.mark == mark { return seen.checksum }
    guard let checksum = FileKind.checksum(of: path) else { return nil }
    known.withLock { $0[path] = (mark, checksum) }
    return checksum
  }

  /// Reads files that will be asked for, on all cores.
  package func look(at paths: [String]) { _ = paths.concurrentMap { checksum(of: $0) } }
}
