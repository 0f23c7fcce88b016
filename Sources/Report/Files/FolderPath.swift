import Foundation

/// Paths of folders, some of which are not there yet.
package enum FolderPath {
  /// The path itself where something is there, else the nearest folder above it that is.
  package static func nearest(to path: String) -> String {
    var path = path.hasPrefix("/") ? path : "./\(path)"
    var status = stat()
    while stat(path, &status) != 0, errno == ENOENT || errno == ENOTDIR {
      let above = (path as NSString).deletingLastPathComponent
      if above.isEmpty || above == path { return path.hasPrefix("/") ? "/" : "." }
      path = above
    }
    return path
  }

  /// The path without symbolic links, nil where nothing is there.
  package static func real(_ path: String) -> String? {
    guard let pointer = realpath(path, nil) else { return nil }
    defer { free(pointer) }
    return String(cString: pointer)
  }

  /// The path without symbolic links and as it is from the root, as far as its folders are there.
  package static func resolved(_ path: String) -> String {
    let near = nearest(to: path)
    let whole = path.hasPrefix("/") ? path : "./\(path)"
    let rest = whole.dropFirst(near.count).split(separator: "/").filter { $0 != "." }
    let start = FolderPath.real(near) ?? near
    return URL(filePath: ([start] + rest.map(String.init)).joined(separator: "/")).standardizedFileURL.path
  }

  /// Makes the folder and those above it; throws `WriteProblem`.
  package static func make(_ path: String) throws {
    var made = ""
    for part in resolved(path).split(separator: "/") {
      made += "/\(part)"
      var status = stat()
      if stat(made, &status) == 0, status.st_mode & S_IFMT == S_IFDIR { continue }
      // Another process may have made it since.
      if mkdir(made, 0o777) != 0, errno != EEXIST || FileKind(at: made) != .folder {
        throw WriteProblem(path: path, number: errno)
      }
    }
  }

  /// Whether `inner` is `outer` or lies below it; both as `resolved` gives them.
  package static func isInside(_ inner: String, _ outer: String) -> Bool {
    inner == outer || inner.hasPrefix(outer.hasSuffix("/") ? outer : outer + "/")
  }
}

/// A lock on a folder that processes wait for, held until it goes; the system takes it back when the process ends.
package final class FolderLock: Sendable {
  private let descriptor: Int32

  /// Waits for the lock; `waits` is called first where another process has it.
  package init(_ path: String, waits: () -> Void = {}) {
    descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    // Where there can be no lock, as on some network file systems, builds at the same time are on their own.
    if descriptor < 0 || flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return }
    if errno == EWOULDBLOCK { waits() }
    while flock(descriptor, LOCK_EX) != 0, errno == EINTR {}
  }

  deinit { if descriptor >= 0 { close(descriptor) } }
}
