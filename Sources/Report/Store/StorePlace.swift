import Files
import Foundation
import Synchronization

/// The folder of a store: that it is one, and that it can be written to.
extension Store {
  /// The file that tells programs which make backups, and this one, what the folder is; see bford.info/cachedir.
  static let tag = "CACHEDIR.TAG"

  private static let mark = "# A cache of results, made by report."
  private static let tagText = "Signature: 8a477f597d28d172789f06886806bc55\n\(mark)\n"

  /// The folders that a store may have.
  private static let parts = Shelf.allCases.map(\.rawValue) + ["books", "locks", "code", "sweeps"]

  /// What a folder may hold beside them before it is a store.
  private static let ignored = ["lost+found"]

  /// Whether the folder was found fit, and why not.
  final class Preparation: Sendable {
    fileprivate let result = Mutex<Result<Void, any Error>?>(nil)
  }

  /// Checks that the folder is a store, or that one can begin there; nothing is written.
  ///
  /// - Throws: `PlaceProblem`.
  package func admit() throws {
    let path = folder.relativePath
    switch FileKind(at: FolderPath.resolved(path)) {
    case .missing: return
    case .folder: break
    case .file, .link, .other:
      throw PlaceProblem(description: "'\(path)' is not a folder; name one for the results with --cache")
    }
    for part in Self.parts where ![.missing, .folder].contains(FileKind(at: "\(path)/\(part)")) {
      throw PlaceProblem(
        description:
          "'\(path)/\(part)' is a link or a file, not a folder; move it away, or "
          + "name another folder of results with --cache")
    }
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    let visible = names.filter { !$0.hasPrefix(".") && !Self.ignored.contains($0) && !isEmptyPart($0) }.sorted()
    if visible.isEmpty || isMarked || holdsEntries { return }
    throw PlaceProblem(
      description:
        "'\(path)' is not a folder of results: it holds '\(visible[0])'; name an empty or new folder with --cache")
  }

  /// Checks that the folder is a store; throws `PlaceProblem` where it is not, or is not there.
  package func requireStore() throws {
    try admit()
    guard isMarked || holdsEntries else {
      throw PlaceProblem(
        description: "'\(folder.relativePath)' holds no results; name their folder with --cache")
    }
  }

  /// Makes the folder and marks it as a store; the first time only.
  ///
  /// - Throws: `PlaceProblem` where it is not a store, `WriteProblem` where it cannot be written to.
  package func prepare() throws {
    try preparation.result.withLock { known in
      if known == nil { known = Result { try mark() } }
      try known?.get()
    }
  }

  /// Checks that results can be kept, before they are computed.
  ///
  /// - Throws: `PlaceProblem` or `WriteProblem`.
  package func requireRoom() throws {
    do {
      try prepare()
      try AtomicFile.probe(folder.appending(path: Shelf.results.rawValue))
    } catch let problem as WriteProblem {
      throw WriteProblem(
        path: folder.relativePath, reason: problem.reason,
        remedy: "the result could not be stored; free some space or change the permissions there, or name another "
          + "folder with --cache")
    }
  }

  private func mark() throws {
    try admit()
    if !isCache { return }
    let tag = folder.appending(path: Self.tag)
    if isMarked { return }
    guard FileKind(at: tag.path) == .missing else {
      throw PlaceProblem(
        description:
          "'\(folder.relativePath)/\(Self.tag)' marks the cache of another program; name another folder with --cache")
    }
    try AtomicFile.write(Data(Self.tagText.utf8), to: tag)
  }

  private var isMarked: Bool {
    let start = FileKind.start(of: folder.appending(path: Self.tag).path, bytes: 400)
    return start.map { String(decoding: $0, as: UTF8.self).contains(Self.mark) } ?? false
  }

  /// Whether a name is that of a part of a store that holds nothing, or nothing but locks.
  private func isEmptyPart(_ name: String) -> Bool {
    guard Self.parts.contains(name) else { return false }
    let path = folder.appending(path: name).path
    return name == "locks" || (try? FileManager.default.contentsOfDirectory(atPath: path).isEmpty) == true
  }

  /// Whether a shelf holds an entry, as in a store that an earlier version made or that was exported.
  private var holdsEntries: Bool {
    Shelf.allCases.contains { shelf in
      let place = folder.appending(path: shelf.rawValue).path
      guard FileKind(at: place) == .folder else { return false }
      let names = (try? FileManager.default.contentsOfDirectory(atPath: place)) ?? []
      return names.filter { !$0.hasPrefix(".") }.prefix(100).contains { isEntry("\(place)/\($0)") }
    }
  }

  /// Whether a file begins as an entry of a store does.
  func isEntry(_ path: String) -> Bool {
    FileKind.start(of: path, bytes: StoreEntry.longestHeader).flatMap(StoreEntry.header(at:)) != nil
  }

  /// Makes room for an entry: what has its name and is not an entry is renamed, unless it is empty.
  func clear(_ file: URL) throws {
    let kind = FileKind(at: file.path)
    if kind == .missing || isEntry(file.path) { return }
    if kind == .file, FileState(of: file.path)?.bytes == 0 { return }
    let free = try FileKind.moveAside(file.path)
    warn("'\(file.path)' is not a result and was renamed to '\(free)'")
  }

  /// Removes an entry; leaves anything else alone. Whether it was removed.
  @discardableResult
  func removeEntry(_ key: String, in shelf: Shelf) -> Bool {
    let place = file(for: key, in: shelf)
    guard FileKind(at: place.deletingLastPathComponent().path) == .folder, isEntry(place.path) else { return false }
    return unlink(place.path) == 0
  }
}
