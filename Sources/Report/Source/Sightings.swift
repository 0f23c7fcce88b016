import Checksums
import Files
import Foundation
import Synchronization

/// The files that were read for a book, each with what stands for where it lies and for its content.
package final class Sightings: Sendable {
  private let files = Mutex<[String: String]>([:])

  package init() {}

  /// By path.
  package var all: [String: String] { files.withLock { $0 } }

  /// The SHA-256 of each file, by path.
  package var checksums: [String: String] { all.mapValues { String($0.prefix { $0 != " " }) } }

  func note(_ bytes: [UInt8], of path: String, at place: String) {
    let mark = Self.mark(Checksum.sha256(of: bytes), place)
    files.withLock { $0[path] = mark }
  }

  package func add(_ other: Sightings) {
    let all = other.all
    files.withLock { $0.merge(all) { $1 } }
  }

  /// Whether the file at a path is as it was seen.
  package static func isAsBefore(_ path: String, _ mark: String, unsaved: UnsavedFiles = UnsavedFiles()) -> Bool {
    guard let place = FolderPath.real(path) else { return false }
    if let bytes = unsaved.bytes(ofFileAt: place) { return Self.mark(Checksum.sha256(of: bytes), place) == mark }
    if FileKind(at: place) == .folder {
      let names = FolderListing.names(below: place) ?? []
      return Self.mark(Checksum.sha256(of: FolderListing.bytes(of: names)), place) == mark
    }
    guard let data = BoundedFile.contents(atPath: place) else { return false }
    return Self.mark(Checksum.sha256(of: data), place) == mark
  }

  private static func mark(_ checksum: String, _ place: String) -> String { "\(checksum) \(place)" }

  /// The real path of the file that a mark stands for.
  package static func place(in mark: String) -> String { String(mark.drop { $0 != " " }.dropFirst()) }
}
