import Assets
import Foundation
import Testing

@Suite("A file that the program carries")
struct AssetTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(
    path: "../../../Sources/CAssets"
  ).standardized

  private static let paths = (try? FileManager.default.subpathsOfDirectory(atPath: folder.path))?.filter {
    $0.contains("/") && !$0.hasPrefix("include/")
  }

  @Test func `is each file of the folder, as it is`() throws {
    let paths = try #require(Self.paths)
    #expect(paths.count > 15)
    for path in paths {
      let file = try Data(contentsOf: Self.folder.appending(path: path))
      #expect(Asset.bytes(path) == Array(file), "\(path)")
    }
  }

  @Test func `is empty under a name that no file has`() {
    #expect(Asset.bytes("page/none.js").isEmpty)
  }
}
