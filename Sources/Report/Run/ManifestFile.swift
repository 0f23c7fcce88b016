import ArgumentParser
import Foundation

/// A finished report as another command reads it: its manifest and the folder that holds it.
struct ManifestFile {
  let manifest: Manifest
  let folder: URL

  /// Reads `report.json` in the folder at `path`, or the file itself; says what is wrong and throws exit code 1.
  init(path: String) throws {
    let given = URL(filePath: path)
    let file = given.pathExtension == "json" ? given : given.appending(path: "report.json")
    folder = file.deletingLastPathComponent()
    guard let data = FileManager.default.contents(atPath: file.path) else {
      Terminal.complain("there is no '\(file.relativePath)'; name the folder of a report that 'report build' wrote")
      throw ExitCode(1)
    }
    do { manifest = try ResultCoder.decode(Manifest.self, from: data) } catch {
      Terminal.complain("'\(file.relativePath)' is no manifest of this version; build the report again")
      throw ExitCode(1)
    }
  }
}
