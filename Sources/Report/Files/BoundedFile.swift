import Foundation

/// Reads plain files up to a size, so that neither a pipe nor a file of all sizes is waited for or held.
package enum BoundedFile {
  /// The most bytes of an entry of the store, a manifest or a file in an archive.
  static let largest = 256 << 20

  /// The content of the file at `path`; nil where it is not a plain file, larger than `most` bytes, or cannot be read.
  package static func contents(atPath path: String, most: Int = largest) -> Data? {
    let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_size <= most else {
      return nil
    }
    let data = try? handle.read(upToCount: most + 1)
    return data.flatMap { $0.count <= most ? $0 : nil } ?? (status.st_size == 0 ? Data() : nil)
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
