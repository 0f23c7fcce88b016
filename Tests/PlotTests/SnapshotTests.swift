import Foundation
import Testing

@testable import Plot

@Suite("Drawing calls as recorded") struct SnapshotTests {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Snapshots")

  /// With RECORD_SNAPSHOTS=1 in the environment the files are written anew, and a PNG of each beside them is left in
  /// the folder that SNAPSHOT_IMAGES names.
  @Test(arguments: Specimens.all.map(\.name)) func `a specimen is drawn as before`(_ name: String) throws {
    let figure = try #require(Specimens.all.first { $0.name == name }).figure
    let file = Self.folder.appending(path: "\(name).txt")
    let transcript = try figure.transcript() + "\n"
    let environment = ProcessInfo.processInfo.environment
    if environment["RECORD_SNAPSHOTS"] == "1" { try Data(transcript.utf8).write(to: file) }
    if let images = environment["SNAPSHOT_IMAGES"] {
      for theme in Theme.all {
        let image = URL(filePath: images).appending(path: "\(name)-\(theme.name).png")
        try Data(figure.png(scale: 3, theme: theme)).write(to: image)
      }
    }
    #expect(try String(contentsOf: file, encoding: .utf8) == transcript, "\(name): RECORD_SNAPSHOTS=1 records anew")
  }

  @Test func `every snapshot is of a specimen`() throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
    #expect(Set(files) == Set(Specimens.all.map { "\($0.name).txt" }))
  }
}
