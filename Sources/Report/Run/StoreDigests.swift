import Core
import Foundation

/// Digests: of each training run what a report reads, in a fraction of the bytes.
extension Store {
  /// Copies for each job of `book` what its report reads of the result; what is no training run is copied whole.
  func copyDigests(of book: Book, to other: Store) throws {
    let drawn = book.drawnCurves
    for job in book.jobs {
      let key = key(of: job)
      guard case .found(var entry) = self.entry(for: key) else { continue }
      guard var result = try? ResultCoder.decode(TrainingResult.self, from: entry.result) else {
        _ = try copy([key], in: .results, to: other)
        continue
      }
      let curves = drawn[job.description, default: []]
      result.parameters = nil
      result.series = result.series.filter { curves.contains($0.key) }
      entry.result = try ResultCoder.encode(result)
      entry.header.curves = curves.sorted()
      try other.insert(entry, for: key, in: .digests)
      try copyListing(ofCode: entry.header.code, to: other)
    }
  }
}

extension Book {
  /// The curves of each job's result that a figure draws, by description of the job.
  var drawnCurves: [String: Set<String>] {
    var drawn: [String: Set<String>] = [:]
    for case let figure as FigureDirective in directives {
      for job in figure.sources.compactMap(directive(labelled:)).flatMap(\.jobs) {
        drawn[job.description, default: []].formUnion(figure.curves)
      }
    }
    return drawn
  }
}

/// A folder of results from elsewhere, unpacked where it comes as an archive.
final class StoreArchive {
  let store: Store
  private let unpacked: URL?

  /// Nil where there is no folder at `path`, and no archive that `tar` can unpack.
  init?(path: String, warn: @escaping @Sendable (String) -> Void) {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { return nil }
    if isFolder.boolValue {
      unpacked = nil
      store = Store(folder: URL(filePath: path), warn: warn)
      return
    }
    let folder = FileManager.default.temporaryDirectory.appending(path: "results-\(UUID().uuidString.prefix(8))")
    unpacked = folder
    store = Store(folder: folder, warn: warn)
    try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    guard ExternalProgram.run(["tar", "-xf", path, "-C", folder.path])?.code == 0 else { return nil }
  }

  deinit {
    if let unpacked { try? FileManager.default.removeItem(at: unpacked) }
  }
}
