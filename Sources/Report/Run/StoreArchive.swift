import Code
import Foundation

/// A folder of results from elsewhere, unpacked where it comes as an archive.
final class StoreArchive {
  let store: Store
  private let unpacked: URL?

  /// Nil where there is no folder at `path`, and no archive that `tar` can unpack.
  init?(path: String, code: CodeTable, warn: @escaping @Sendable (String) -> Void) {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { return nil }
    if isFolder.boolValue {
      unpacked = nil
      store = Store(folder: URL(filePath: path), code: code, warn: warn)
      return
    }
    let folder = FileManager.default.temporaryDirectory.appending(path: "results-\(UUID().uuidString.prefix(8))")
    unpacked = folder
    store = Store(folder: folder, code: code, warn: warn)
    try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    guard ExternalProgram.run(["tar", "-xf", path, "-C", folder.path])?.code == 0 else { return nil }
  }

  deinit {
    if let unpacked { try? FileManager.default.removeItem(at: unpacked) }
  }
}
