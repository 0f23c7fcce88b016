import Basics
import Code
import Files
import Foundation

/// Results that were exported elsewhere: a folder, or a tar archive of what is in it, plain or compressed.
///
/// The files of an archive are read one after the other and never unpacked; only results, digests and listings of code are looked at.
package struct StoreArchive {
  /// What was taken over of an archive or a folder.
  package struct Taken: Equatable {
    /// Results that were not there before.
    package var copied = 0
    /// Results that the archive holds.
    package var found = 0
  }

  let path: String
  private let code: CodeTable
  private let limits = TarReader.Limits()

  /// The folder or archive at `path`, in which results of `code` are looked for.
  package init(path: String, code: CodeTable) {
    self.path = path
    self.code = code
  }

  /// The programs that undo each compression, by the first bytes of a file.
  private static let compressions: [(start: [UInt8], program: String)] = [
    ([0xFD, 0x37, 0x7A, 0x58, 0x5A], "xz"), ([0x1F, 0x8B], "gzip"), ([0x42, 0x5A, 0x68], "bzip2"),
    ([0x28, 0xB5, 0x2F, 0xFD], "zstd"),
  ]

  /// Inserts what is whole and not there yet into `store`; of what is damaged `warn` is told.
  ///
  /// - Throws: `ArchiveProblem` where the file cannot be read as an archive, or is beyond the limits.
  package func copy(to store: Store, warn: @escaping @Sendable (String) -> Void) throws -> Taken {
    try isFolder() ? copyFolder(to: store, warn: warn) : copyArchive(to: store, warn: warn)
  }

  /// The keys of the results and digests that are whole.
  ///
  /// - Throws: as `copy` does.
  package func keys() throws -> Set<String> {
    var keys: Set<String> = []
    guard try isFolder() else {
      try readArchive(listing: { _, _ in }) { _, key, entry in if entry != nil { keys.insert(key) } }
      return keys
    }
    let source = Store(folder: URL(filePath: path), code: code)
    for shelf in [Store.Shelf.results, .digests] {
      keys.formUnion(source.keys(in: shelf).filter { source.entry(for: $0, in: shelf).entry != nil })
    }
    return keys
  }

  private func isFolder() throws -> Bool {
    switch FolderPath.real(path).map(FileKind.init(at:)) {
    case .folder: return true
    case .file: return false
    case nil, .missing: throw ArchiveProblem("no such file or folder")
    // What a pipe gives cannot be looked at and then read from its start.
    default: throw ArchiveProblem("it is neither a file nor a folder")
    }
  }

  private func copyFolder(to store: Store, warn: @escaping @Sendable (String) -> Void) throws -> Taken {
    let source = Store(folder: URL(filePath: path), code: code, warn: warn)
    var taken = Taken()
    for shelf in [Store.Shelf.results, .digests] {
      let keys = Set(source.keys(in: shelf))
      for key in keys.sorted() where source.entry(for: key, in: shelf).entry == nil {
        warn("'\(key)' is damaged and is left out")
      }
      taken.found += keys.count
      taken.copied += try source.copy(keys, in: shelf, to: store)
    }
    return taken
  }

  private func copyArchive(to store: Store, warn: (String) -> Void) throws -> Taken {
    var taken = Taken()
    try readArchive(listing: store.insertListing) { shelf, key, entry in
      taken.found += 1
      guard let entry else { return warn("'\(key)' is damaged and is left out") }
      if store.entry(for: key, in: shelf).entry != nil { return }
      try store.insert(entry, for: key, in: shelf)
      taken.copied += 1
    }
    return taken
  }

  /// Calls `take` with each result and digest of the archive, nil for one that is damaged, and `listing` with each listing of code.
  private func readArchive(
    listing: (Data, String) throws -> Void, take: (Store.Shelf, String, StoreEntry?) throws -> Void
  ) throws {
    let stream = try ArchiveStream(path: path, program: program())
    defer { stream.end() }
    var reader = TarReader(limits: limits) { try stream.next($0) }
    while let file = try reader.file(where: { Self.place(of: $0) != nil }) {
      guard let (shelf, name) = Self.place(of: file.path) else { continue }
      if let shelf {
        try take(shelf, name, StoreEntry(encoded: file.content))
      } else {
        try listing(file.content, name)
      }
    }
  }

  /// The shelf and the key of a file by the end of its path; no shelf for a listing of code.
  private static func place(of path: [String]) -> (shelf: Store.Shelf?, name: String)? {
    guard path.count >= 2, let name = path.last, name.utf8.count == 32,
      name.utf8.allSatisfy({ (48...57).contains($0) || (97...102).contains($0) })
    else { return nil }
    switch path[path.count - 2] {
    case Store.Shelf.results.rawValue: return (.results, name)
    case Store.Shelf.digests.rawValue: return (.digests, name)
    case "code": return (nil, name)
    default: return nil
    }
  }

  /// What undoes the compression; nil if there is none.
  private func program() throws -> String? {
    guard let place = FolderPath.real(path), let start = FileKind.start(of: place, bytes: 8) else {
      throw ArchiveProblem("it cannot be read")
    }
    if start.isEmpty { throw ArchiveProblem("it is empty") }
    return Self.compressions.first { start.starts(with: $0.start) }?.program
  }
}

/// The bytes of an archive, as they are read or as a program decompresses them.
private final class ArchiveStream {
  private let file: FileHandle?
  private let program: ProgramStream?

  init(path: String, program name: String?) throws {
    guard let name else {
      guard let file = FileHandle(forReadingAtPath: path) else { throw ArchiveProblem("it cannot be read") }
      (self.file, program) = (file, nil)
      return
    }
    // What a stream asks for its dictionary is bounded by the programs themselves, but for xz.
    let limit = name == "xz" ? ["--memlimit-decompress=300MiB"] : []
    do { program = try ProgramStream(of: ExternalProgram([name, "-dc"] + limit + ["--", path])) } catch {
      throw ArchiveProblem("\(ErrorText.of(error)), and it decompresses the archive; install it")
    }
    file = nil
  }

  /// Up to `count` of the next bytes; none at the end.
  func next(_ count: Int) throws -> Data {
    if let file { return try file.read(upToCount: count) ?? Data() }
    do { return try program?.next(count) ?? Data() } catch let problem as ProgramProblem {
      throw ArchiveProblem("it cannot be decompressed: \(problem); copy the archive again")
    }
  }

  /// Ends the program, whether or not it has more to give.
  func end() {
    try? file?.close()
    program?.end()
  }
}
