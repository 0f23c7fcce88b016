import Foundation

/// The Swift files of the program, read once, for what must hold in each.
enum ReportSources {
  /// Each with its path in `Sources/Report`.
  static let all: [(path: String, text: String)] = {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../Sources/Report")
      .standardizedFileURL
    let paths = (try? FileManager.default.subpathsOfDirectory(atPath: folder.path)) ?? []
    return paths.filter { $0.hasSuffix(".swift") }.sorted().compactMap { path in
      (try? String(contentsOf: folder.appending(path: path), encoding: .utf8)).map { (path, $0) }
    }
  }()
}
