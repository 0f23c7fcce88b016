import Foundation

/// The right to compute a result, held by one worker of one process among all that share the store.
///
/// It is a lock on a file, which the system takes back when the process ends, however it ends.
package final class ResultLock: Sendable {
  package enum Answer {
    case taken(ResultLock)
    /// Another worker or process has it.
    case busy
    /// There can be no locks here, as in a folder that is not writable.
    case impossible
  }

  private let path: String
  private let descriptor: Int32

  private init(path: String, descriptor: Int32) {
    self.path = path
    self.descriptor = descriptor
  }

  /// The file goes before the lock does, so that whoever holds the lock on a file with this name holds the lock. A file with
  /// content is not one of ours and stays.
  deinit {
    var status = stat()
    if fstat(descriptor, &status) == 0, status.st_size == 0, Self.isSame(descriptor, path) { unlink(path) }
    close(descriptor)
  }

  static func take(_ file: URL) -> Answer {
    let path = file.path
    try? FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    let descriptor = open(path, O_CREAT | O_RDWR | O_CLOEXEC | O_NOFOLLOW, 0o666)
    guard descriptor >= 0 else { return .impossible }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      let isBusy = errno == EWOULDBLOCK
      close(descriptor)
      return isBusy ? .busy : .impossible
    }
    guard isSame(descriptor, path) else {
      close(descriptor)
      return .busy
    }
    return .taken(ResultLock(path: path, descriptor: descriptor))
  }

  /// Whether the open file still has the name: a former holder may have removed it just before it was locked.
  private static func isSame(_ descriptor: Int32, _ path: String) -> Bool {
    var (held, named) = (stat(), stat())
    return fstat(descriptor, &held) == 0 && lstat(path, &named) == 0 && held.st_ino == named.st_ino
      && held.st_dev == named.st_dev
  }
}
