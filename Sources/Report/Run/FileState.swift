import Foundation

/// The size and the time of change of a file, by which it is known again without being read.
struct FileState: Equatable, Sendable {
  var bytes: Int
  /// Nanoseconds since 1970.
  var modified: Int

  /// Nil where there is no such file.
  init?(of path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    #if os(macOS)
      let time = status.st_mtimespec
    #else
      let time = status.st_mtim
    #endif
    (bytes, modified) = (Int(status.st_size), Int(time.tv_sec) * 1_000_000_000 + Int(time.tv_nsec))
  }

  init(bytes: Int, modified: Int) { (self.bytes, self.modified) = (bytes, modified) }
}
