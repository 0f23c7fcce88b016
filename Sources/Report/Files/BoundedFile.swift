import Checksums
import Foundation

/// Reads plain files up to a size, so that neither a pipe nor a file of all sizes is waited for or held.
package enum BoundedFile {
  /// The most bytes of an entry of the store, a manifest or a file in an archive.
  static let largest = 256 << 20

  /// The content of the file at `path`; nil where it is not a plain file, larger than `most` bytes, or cannot be read.
  package static func contents(atPath path: String, most: Int = largest) -> Data? {
    opened(path, most: most) { descriptor, size in
      // A byte more than the file had tells whether it has grown meanwhile.
      content(of: descriptor, room: min(size, most) + 1, most: most)
    }
  }

  /// The MD5 of that content, which is not held.
  package static func checksum(atPath path: String, most: Int = largest) -> String? {
    opened(path, most: most) { descriptor, size in
      withUnsafeTemporaryAllocation(byteCount: max(1, min(size, piece)), alignment: 16) { room in
        var checksum = GrowingMD5()
        var read = 0
        while true {
          let count = Foundation.read(descriptor, room.baseAddress, room.count)
          if count < 0, errno == EINTR { continue }
          if count < 0 || read + count > most { return nil }
          if count == 0 { return checksum.text }
          checksum.add(UnsafeRawBufferPointer(rebasing: room[..<count]))
          read += count
        }
      }
    }
  }

  /// Bytes that are read at once where the whole is not held.
  private static let piece = 128 << 10

  /// What `read` makes of a plain file of at most `most` bytes and its size; nil where there is none.
  private static func opened<Value>(
    _ path: String, most: Int, _ read: (_ descriptor: Int32, _ size: Int) -> Value?
  ) -> Value? {
    let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_size <= most else {
      return nil
    }
    return read(descriptor, Int(status.st_size))
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
