import Foundation
import Testing

@testable import Command
@testable import Jobs
@testable import Mathematics
@testable import Reading
@testable import Source
@testable import Store

/// Results in `chapters/results/PROFILE.tar.xz` spare a reader the build; stale ones would promise this and spare nothing.
@Suite("Shipped results")
struct ShippedResultsTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
  private static let profiles = Profile.allCases.map(\.rawValue)

  private static func archive(_ profile: String) -> String {
    root.appending(path: "chapters/results/\(profile).tar.xz").path
  }

  /// The jobs of the book of which the archive has no result.
  private static func missing(from archive: String, chapters: String, profile: String) throws -> (
    missing: Int, all: Int
  ) {
    let stored = try StoreArchive(path: archive, code: .program).keys()
    // Keys are made of the code; nothing is read from the folder.
    let store = Store(folder: URL(filePath: archive), code: .program)
    let book = try BookFolder(path: chapters, profile: Profile(rawValue: profile) ?? .standard)
      .read(typesetter: Typesetter())
    let keys = Set(book.jobs.map(store.key(of:)))
    return (keys.subtracting(stored).count, keys.count)
  }

  @Test(arguments: profiles)
  func `what is shipped is fresh and complete`(profile: String) throws {
    let archive = Self.archive(profile)
    guard FileManager.default.fileExists(atPath: archive) else { return }
    let chapters = Self.root.appending(path: "chapters").path
    let (missing, all) = try Self.missing(from: archive, chapters: chapters, profile: profile)
    #expect(
      missing == 0,
      "\(archive) is stale: \(missing) of \(all) results are of other code or chapters; make it again or remove it")
  }

  /// The test above can fail: an archive of nothing lacks every result.
  @Test func `an archive without results is found stale`() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "empty-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(at: folder.appending(path: "chapters"), withIntermediateDirectories: true)
    try FileManager.default.createDirectory(at: folder.appending(path: "results"), withIntermediateDirectories: true)
    let chapter = """
      # A chapter

      ```{experiment} tiny
      task: linear-functional(memory: polynomial, length: 8)
      model: linear-rnn(width: 2)
      steps: 3
      seeds: 1...2
      ```
      """
    try Data(chapter.utf8).write(to: folder.appending(path: "chapters/01-chapter.md"))
    let found = try Self.missing(
      from: folder.appending(path: "results").path, chapters: folder.appending(path: "chapters").path, profile: "quick")
    #expect(found.missing == 2 && found.all == 2)
  }

  @Test func `the README and the chapters name only archives that are there`() throws {
    let files =
      ["README.md"]
      + (try FileManager.default.contentsOfDirectory(
        atPath: Self.root.appending(path: "chapters").path)).filter { $0.hasSuffix(".md") }.map { "chapters/\($0)" }
    for file in files {
      let text = try String(contentsOf: Self.root.appending(path: file), encoding: .utf8)
      for match in text.matches(of: /results\/([a-z]+)\.(tar\.xz|json)/) {
        let path = Self.root.appending(path: "chapters/\(match.output.0)").path
        #expect(FileManager.default.fileExists(atPath: path), "\(file) names \(match.output.0)")
      }
    }
  }
}
