import Foundation

/// A finished report as another command reads it: its manifest and the folder that holds it.
struct ManifestFile {
  let manifest: Manifest
  let folder: URL

  /// Reads `report.json` in the folder at `path`, or the file itself.
  ///
  /// - Throws: `UserError` where there is none that this program can read.
  init(path: String) throws {
    let given = URL(filePath: path)
    let file = given.pathExtension == "json" ? given : given.appending(path: "report.json")
    folder = file.deletingLastPathComponent()
    guard let data = FileKind.content(of: file.path) else {
      throw UserError("there is no '\(file.relativePath)'; name the folder of a report that 'report build' wrote")
    }
    do { manifest = try ResultCoder.decode(Manifest.self, from: data) } catch {
      throw UserError("'\(file.relativePath)' is no manifest of this version; build the report again")
    }
  }
}
