import Foundation

/// A file of the user's that gets new text and stays the same file: behind links, with its owner, permissions and hard links.
package struct InPlaceFile {
  /// As the user gave it.
  let path: String
  /// Without links.
  private let place: String

  /// Checks that the file may be written to.
  ///
  /// - Throws: `WriteProblem` where it is read-only or not a regular file.
  package init(_ path: String) throws {
    self.path = path
    guard let place = FolderPath.real(path) else { throw WriteProblem(path: path, number: errno) }
    self.place = place
    var status = stat()
    guard stat(place, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw WriteProblem(path: path, reason: "it is not a regular file", remedy: "name a file")
    }
    // For root every file is writable; one that its owner made read-only is to stay as it is.
    guard status.st_mode & 0o222 != 0, access(place, W_OK) == 0 else {
      throw WriteProblem(
        path: path, reason: "it is read-only", remedy: "allow it with: chmod u+w, or leave the file out")
    }
  }

  /// Replaces the text. A copy of the old one lies beside the file, or in the folder for temporary files, until the new one is on
  /// the disk; where that cannot be done, the old text is put back.
  ///
  /// - Throws: `WriteProblem`.
  package func write(_ text: Data) throws {
    guard let old = BoundedFile.contents(atPath: place) else { throw WriteProblem(path: path, number: errno) }
    let descriptor = open(place, O_WRONLY | O_CLOEXEC | O_NOFOLLOW)
    guard descriptor >= 0 else { throw WriteProblem(path: path, number: errno) }
    defer { close(descriptor) }
    let copy = try copy(of: old)
    guard Self.put(text, into: descriptor) else {
      let problem = WriteProblem(path: path, number: errno)
      guard Self.put(old, into: descriptor) else {
        throw WriteProblem(
          path: path, reason: problem.reason, remedy: "its text is in '\(copy)'; free some space and copy it back")
      }
      unlink(copy)
      throw problem
    }
    unlink(copy)
  }

  /// Writes the old text to a new file; returns its path.
  private func copy(of old: Data) throws -> String {
    let beside = "\(place).report-\(getpid())"
    let elsewhere = FileManager.default.temporaryDirectory.appending(path: "report-\(getpid())-\(UUID().uuidString).md")
      .path
    var number: Int32 = 0
    for copy in [beside, elsewhere] {
      let descriptor = open(copy, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o600)
      number = errno
      guard descriptor >= 0 else { continue }
      defer { close(descriptor) }
      if Self.put(old, into: descriptor) { return copy }
      number = errno
      unlink(copy)
    }
    throw WriteProblem(path: path, number: number)
  }

  /// Makes `data` the content of an open file, and waits until it is on the disk; false with `errno` where that fails.
  private static func put(_ data: Data, into descriptor: Int32) -> Bool {
    lseek(descriptor, 0, SEEK_SET) == 0 && AtomicFile.write(data, to: descriptor)
      && ftruncate(descriptor, off_t(data.count)) == 0 && fsync(descriptor) == 0
  }
}
