import Code
import Foundation

/// A folder of results from elsewhere, unpacked where it comes as an archive.
final class StoreArchive {
  let store: Store
  private let unpacked: TemporaryFolder?

  /// Nil where there is no folder at `path`, and no archive that `tar` can unpack.
  ///
  /// - Throws: `WriteProblem` where there is no place to unpack it.
  init?(path: String, code: CodeTable, warn: @escaping @Sendable (String) -> Void) throws {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { return nil }
    if isFolder.boolValue {
      unpacked = nil
      store = Store(folder: URL(filePath: path), code: code, warn: warn)
      return
    }
    let folder = try TemporaryFolder(for: "import")
    unpacked = folder
    store = Store(folder: folder.url, code: code, warn: warn)
    var tar = ExternalProgram(["tar", "-xf", path, "-C", folder.path])
    tar.scratch = folder
    guard try tar.run().code == 0 else { return nil }
  }
}
