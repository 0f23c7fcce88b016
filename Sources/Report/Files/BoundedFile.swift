import Foundation

/// Reads plain files up to a size, so that neither a pipe nor a file of all sizes is waited for or held.
package enum BoundedFile {
  /// The most bytes of an entry of the store, a manifest or a file in an archive.
  static let largest = 256 << 20

  /// The content of the file at `path`; nil where it is not a plain file, larger than `most` bytes, or cannot be read.
  package static func contents(atPath path: String, most: Int = largest) -> Data? {
    let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_size <= most else {
      return nil
    }
    // A byte more than the file had tells whether it has grown meanwhile.
    return content(of: descriptor, room: min(Int(status.st_size), most) + 1, most: most)
  }

  /// What is left to read, into a `room` that grows where there is more; nil beyond `most` bytes, or where it cannot be read.
  private static func content(of descriptor: Int32, room: Int, most: Int) -> Data? {
    var data = Data(count: room)
    var filled = 0
    while true {
      if filled == data.count { data.count = min(2 * filled, most) + 1 }
      let start = filled
      let count = data.withUnsafeMutableBytes { bytes in
        read(descriptor, bytes.baseAddress?.advanced(by: start), bytes.count - start)
      }
      if count < 0, errno == EINTR { continue }
      if count < 0 || filled + count > most { return nil }
      if count == 0 { return data.prefix(filled) }
      filled += count
    }
  }

  /// Why the file at `path` has no contents, as in "it is not a file".
  package static func obstacle(atPath path: String, most: Int = largest) -> String {
    var status = stat()
    guard stat(path, &status) == 0 else {
      let isMissing = errno == ENOENT || errno == ENOTDIR
      return isMissing ? "no such file" : String(cString: strerror(errno)).lowercased()
    }
    if status.st_mode & S_IFMT != S_IFREG { return "it is not a file" }
    return status.st_size > most ? "it is larger than \(most >> 20) MB" : "it cannot be read"
  }
}
