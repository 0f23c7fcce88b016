import Basics
import Files
import Foundation
import Results

/// A finished report as another command reads it: its manifest and the folder that holds it.
package struct ManifestFile {
  let folder: URL
  /// All that the manifest holds, whatever version wrote it.
  let tree: JSONTree
  private let data: Data

  /// Reads `report.json` in the folder at `path`, or the file itself.
  ///
  /// - Throws: `UserError` if there is none that this program can read.
  package init(path: String) throws {
    let given = URL(filePath: path)
    let file = given.pathExtension == "json" ? given : given.appending(path: "report.json")
    folder = file.deletingLastPathComponent()
    guard let data = BoundedFile.contents(atPath: file.path) else {
      throw UserError(
        """
        cannot read '\(file.relativePath)': \(BoundedFile.obstacle(atPath: file.path)); \
        name the folder of a report that 'report build' wrote
        """)
    }
    self.data = data
    do { tree = try JSONTree(parsing: data) } catch let problem as UserError {
      throw UserError("'\(file.relativePath)' cannot be trusted: \(problem.description); build the report again")
    } catch { tree = .null }
    if tree["chapters"]?.items == nil {
      throw UserError("'\(file.relativePath)' is not the manifest of a report; build the report again")
    }
  }

  /// The manifest of this version of the program; says what is wrong and throws exit code 1.
  package func manifest() throws -> Manifest {
    do { return try ResultCoder.decode(Manifest.self, from: data) } catch {
      throw UserError(
        "the manifest in '\(folder.relativePath)' is not one of this version; build the report again")
    }
  }

  /// The bytes of a file of the report; nil where it is not there, or leads out of the folder.
  func content(_ path: String) -> Data? {
    guard !path.hasPrefix("/"), !path.split(separator: "/").contains("..") else { return nil }
    return BoundedFile.contents(atPath: folder.appending(path: path).path)
  }

  /// The pages in the folder.
  var pages: [String] { files.filter { $0.hasSuffix(".html") && !$0.contains("/") } }

  /// Every file below the folder but hidden ones, in order; of very many the first.
  var files: [String] {
    let paths = FileManager.default.enumerator(atPath: folder.path)
    var files: [String] = []
    while files.count < 100_000, let path = paths?.nextObject() as? String {
      let isHidden = path.split(separator: "/").contains { $0.hasPrefix(".") }
      if !isHidden, FileKind(at: folder.appending(path: path).path) != .folder { files.append(path) }
    }
    return files.sorted()
  }
}
