import Basics
import Checksums
import Code
import Files
import Foundation
import Synchronization

/// The folder of what was made once: one immutable file each, named by the checksum of all that it depends on.
///
/// It has no index, and a file is written under another name and renamed, so several processes may share the folder.
package struct Store: Sendable {
  /// A folder within the store.
  package enum Shelf: String, CaseIterable, Sendable {
    /// What takes long: the results of jobs, and the states of those in progress.
    case results, checkpoints
    /// Of results that were made elsewhere, what a report reads: without weights, and without curves that nothing draws.
    case digests
    /// What is soon made again: drawings, formulae and style as HTML, and pages on paper.
    case drawings, formulae, papers
    /// What builds left for the next: stamps of finished reports, and what was found out of results.
    case builds

    /// Whether an entry is made again in a moment.
    var isLight: Bool { ![.results, .checkpoints, .digests].contains(self) }
  }

  package enum Lookup {
    case found(StoreEntry)
    case missing
    /// There is a file, and it may not be read or its bytes are not those that were written.
    case damaged(path: String)

    package var entry: StoreEntry? { if case .found(let entry) = self { entry } else { nil } }
  }

  package let folder: URL
  /// The same as text, for what looks at thousands of files.
  private let place: String
  /// The code of this program; what other code made is not found.
  package let code: CodeVersions
  /// Called for each damaged entry, and once if results cannot be stored.
  package let warn: @Sendable (String) -> Void
  private let complaints = Complaints()
  /// Whether the folder is known to be a store.
  let preparation = Preparation()
  /// Results that were known to be whole and turned out to be damaged.
  package let losses = Losses()

  private final class Complaints: Sendable {
    let hasBegun = Atomic(false)
  }

  /// Keys that could not be read.
  package final class Losses: Sendable {
    private let keys = Mutex<Set<String>>([])

    package func note(_ key: String) { keys.withLock { _ = $0.insert(key) } }

    /// All of them, which are then forgotten.
    package func taken() -> Set<String> {
      keys.withLock { keys in
        defer { keys = [] }
        return keys
      }
    }
  }

  /// Whether the folder is marked as a cache, which programs that make backups leave out.
  let isCache: Bool

  package init(
    folder: URL, code: CodeTable, isCache: Bool = true, warn: @escaping @Sendable (String) -> Void = { _ in }
  ) {
    self.folder = folder
    place = folder.path
    self.isCache = isCache
    self.code = CodeVersions(code)
    self.warn = warn
  }

  /// The key of what `description` names in full and `need` makes.
  package func key(of description: String, by need: CodeNeed) -> String {
    String(Checksum.sha256(of: code.version(of: need) + "\n" + description).prefix(32))
  }

  package func entry(for key: String, in shelf: Shelf = .results) -> Lookup {
    let path = path(for: key, in: shelf)
    guard let data = BoundedFile.contents(atPath: path) else {
      return access(path, F_OK) == 0 ? .damaged(path: path) : .missing
    }
    return StoreEntry(encoded: data).map { .found($0) } ?? .damaged(path: path)
  }

  /// What is soon made again, without how it was made; nil where it is missing or damaged.
  package func result(for key: String, in shelf: Shelf) -> Data? {
    BoundedFile.contents(atPath: path(for: key, in: shelf)).flatMap(StoreEntry.result(encoded:))
  }

  package func insert(_ entry: StoreEntry, for key: String, in shelf: Shelf = .results) throws {
    try prepare()
    let file = file(for: key, in: shelf)
    try clear(file)
    try AtomicFile.write(try entry.encoded(), to: file, isDurable: !shelf.isLight)
  }

  /// What `description` names in full, taken from the store or made by the code of `need` and stored.
  package func made(
    _ title: String, as description: String, by need: CodeNeed, in shelf: Shelf, make: () throws -> Data
  ) rethrows -> Data {
    let key = key(of: description, by: need)
    if let result = result(for: key, in: shelf) { return result }
    let path = path(for: key, in: shelf)
    if access(path, F_OK) == 0 { warn("the stored \(title) cannot be read and is made again (\(path))") }
    let result = try make()
    keep { try insert(StoreEntry(header: .init(title: title), result: result), for: key, in: shelf) }
    return result
  }

  /// Inserts something; where that fails the build goes on without keeping what it makes, and says so once.
  package func keep(_ insert: () throws -> Void) {
    do { try insert() } catch {
      if !complaints.hasBegun.exchange(true, ordering: .relaxed) {
        warn("\(ErrorText.of(error)); some results are not stored for the next build")
      }
    }
  }

  /// Removes the state of a job that is done.
  package func removeCheckpoint(for key: String) { removeEntry(key, in: .checkpoints) }

  /// Copies what is known of a version of the code.
  package func copyListing(ofCode version: String, to other: Store) throws {
    guard !version.isEmpty, let listing = BoundedFile.contents(atPath: codeFile(version).path) else { return }
    try other.prepare()
    if FileKind(at: other.codeFile(version).path) == .missing {
      try AtomicFile.write(listing, to: other.codeFile(version))
    }
  }

  /// Keeps what an archive says about a version of the code, unless it is known.
  func insertListing(_ listing: Data, ofCode version: String) throws {
    try keepListing(ofCode: version) { String(decoding: listing, as: UTF8.self) }
  }

  /// The checksums of the files of a version of the code, by path; empty where they are not known.
  package func files(ofCode version: String) -> [String: String] {
    let data = BoundedFile.contents(atPath: codeFile(version).path) ?? Data()
    return CodeVersions.files(in: String(decoding: data, as: UTF8.self))
  }

  package func file(for key: String, in shelf: Shelf = .results) -> URL {
    folder.appending(path: "\(shelf.rawValue)/\(key)")
  }

  package func path(for key: String, in shelf: Shelf = .results) -> String { "\(place)/\(shelf.rawValue)/\(key)" }

  package func lock(_ key: String) -> ResultLock.Answer {
    do { try prepare() } catch { return .impossible }
    return ResultLock.take(folder.appending(path: "locks/\(key)"))
  }

  /// Keeps what is known of a version of the code, once.
  package func keepListing(ofCode version: String, _ listing: () -> String) throws {
    let file = codeFile(version)
    try prepare()
    if FileKind(at: file.path) == .missing { try AtomicFile.write(Data(listing().utf8), to: file) }
  }

  private func codeFile(_ version: String) -> URL { folder.appending(path: "code/\(version)") }
}
