import Checksums
import Files
import Foundation
import Source

/// Which book uses which results, for a store that several share.
extension Store {
  /// The keys that one book has asked for.
  struct Uses: Sendable {
    /// The folder of its chapters.
    var chapters: String
    var keys: Set<String>
  }

  /// Notes that the book of a folder uses these results.
  package func note(uses keys: [String], by chapters: String) {
    keep { try updateUses(of: chapters) { $0.union(keys) } }
  }

  /// The keys that the book of a folder has used.
  package func uses(of chapters: String) -> Set<String> { uses(in: usesFile(of: chapters))?.keys ?? [] }

  /// The keys that any book has used, but for that of `chapters`.
  package func uses(except chapters: String? = nil) -> Set<String> {
    let own = chapters.map { usesFile(of: $0).lastPathComponent }
    let names = (try? FileManager.default.contentsOfDirectory(atPath: booksFolder.path)) ?? []
    return names.filter { $0 != own }.reduce(into: []) { keys, name in
      keys.formUnion(uses(in: booksFolder.appending(path: name))?.keys ?? [])
    }
  }

  /// Changes what is known of a book, while no other process does.
  package func updateUses(of chapters: String, _ change: (Set<String>) -> Set<String>) throws {
    let file = usesFile(of: chapters)
    let older = uses(in: file)?.keys ?? []
    if change(older) == older { return }
    try prepare()
    try FolderPath.make(booksFolder.path)
    let lock = FolderLock(booksFolder.path)
    defer { withExtendedLifetime(lock) {} }
    let keys = change(uses(in: file)?.keys ?? [])
    let lines = [Self.head + (FolderPath.real(chapters) ?? chapters)] + keys.sorted()
    if FileKind(at: file.path) != .missing, uses(in: file) == nil { _ = try FileKind.moveAside(file.path) }
    try AtomicFile.write(Data((lines.joined(separator: "\n") + "\n").utf8), to: file, isDurable: false)
  }

  private static let head = "results of the chapters in "

  private var booksFolder: URL { folder.appending(path: "books") }

  private func usesFile(of chapters: String) -> URL {
    let place = FolderPath.real(chapters) ?? chapters
    return booksFolder.appending(path: Checksum.md5(of: Data(place.utf8)))
  }

  private func uses(in file: URL) -> Uses? {
    guard FileKind(at: file.path) == .file, let data = BoundedFile.contents(atPath: file.path) else {
      return nil
    }
    let lines = String(decoding: data, as: UTF8.self).split(separator: "\n")
    guard let first = lines.first, first.hasPrefix(Self.head) else { return nil }
    return Uses(chapters: String(first.dropFirst(Self.head.count)), keys: Set(lines.dropFirst().map(String.init)))
  }
}
