import Foundation

/// What has a name on the disk; a link is not followed.
package enum FileKind: Equatable, Sendable {
  case missing, file, folder, link
  /// A device, a socket, or something that may not be looked at.
  case other

  package init(at path: String) {
    var status = stat()
    guard lstat(path, &status) == 0 else {
      self = errno == ENOENT || errno == ENOTDIR ? .missing : .other
      return
    }
    switch status.st_mode & S_IFMT {
    case S_IFREG: self = .file
    case S_IFDIR: self = .folder
    case S_IFLNK: self = .link
    default: self = .other
    }
  }

  /// The MD5 of a regular file; nil if there is none, or it cannot be read.
  package static func checksum(of path: String) -> String? {
    guard FileKind(at: path) == .file else { return nil }
    return BoundedFile.checksum(atPath: path)
  }

  /// The first bytes of a regular file.
  package static func start(of path: String, bytes: Int) -> Data? {
    guard FileKind(at: path) == .file, let handle = FileHandle(forReadingAtPath: path) else { return nil }
    defer { try? handle.close() }
    return (try? handle.read(upToCount: bytes)) ?? Data()
  }

  /// Gives what is at `path` a free name beside it, `NAME.~1~` or one with a higher number, which replaces nothing.
  ///
  /// - Returns: The new path.
  /// - Throws: `WriteProblem` where the folder cannot be changed.
  package static func moveAside(_ path: String) throws -> String {
    for number in 1...10_000 {
      let free = "\(path).~\(number)~"
      guard FileKind(at: free) == .missing else { continue }
      switch ExclusiveRename.rename(path, to: free) {
      case 0: return free
      case EEXIST: continue
      case let number: throw WriteProblem(path: free, number: number)
      }
    }
    throw WriteProblem(path: path, reason: "too many older copies exist", remedy: "remove some of them")
  }
}
