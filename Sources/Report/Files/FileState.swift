import Foundation

/// The size and the time of change of a file, by which it is known again without being read.
package struct FileState: Equatable, Sendable {
  package var bytes: Int
  /// Nanoseconds since 1970.
  package var modified: Int

  /// Nil if the file does not exist.
  package init?(of path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    #if os(macOS)
      let time = status.st_mtimespec
    #else
      let time = status.st_mtim
    #endif
    (bytes, modified) = (Int(status.st_size), Int(time.tv_sec) * 1_000_000_000 + Int(time.tv_nsec))
  }

  package init(bytes: Int, modified: Int) { (self.bytes, self.modified) = (bytes, modified) }
}
