import Code
import Foundation

/// The folder of the finished report.
struct OutputFolder {
  let url: URL

  /// Writes the report whole: all that changed is written under other names before any file takes the place of an older
  /// one, the last of them last; what earlier builds left and this one does not make is removed.
  ///
  /// Returns the checksums of all files of the report, by path.
  func write(_ all: [OutputFile]) throws -> [String: String] {
    let looks = all.concurrentMap { (checksum: Digest.checksum(of: $0.content), isThere: isThere($0)) }
    var written: [AtomicFile] = []
    do {
      for (file, look) in zip(all, looks) where !look.isThere {
        written.append(try AtomicFile(Data(file.content), for: url.appending(path: file.path)))
      }
    } catch {
      written.forEach { $0.discard() }
      throw error
    }
    for file in written { try file.commit() }
    clean()
    for path in strangers(among: Set(all.map(\.path))) {
      try? FileManager.default.removeItem(at: url.appending(path: path))
    }
    return Dictionary(zip(all.map(\.path), looks.map(\.checksum))) { $1 }
  }

  /// Whether the folder holds exactly the files with these checksums.
  func holds(_ files: [String: String]) -> Bool {
    files.allSatisfy { path, checksum in
      FileManager.default.contents(atPath: url.appending(path: path).path).map(Digest.checksum) == checksum
    } && strangers(among: Set(files.keys)).isEmpty
  }

  /// Whether the folder has a file with this content already.
  private func isThere(_ file: OutputFile) -> Bool {
    guard let there = FileManager.default.contents(atPath: url.appending(path: file.path).path) else { return false }
    return there.withUnsafeBytes { old in
      file.content.withUnsafeBytes { new in
        guard old.count == new.count, let start = old.baseAddress, let other = new.baseAddress else {
          return old.isEmpty && new.isEmpty
        }
        return memcmp(start, other, old.count) == 0
      }
    }
  }

  /// Removes what processes that are gone left half written.
  func clean() { for (folder, _) in Self.kinds { AtomicFile.removeAbandoned(in: place(folder)) } }

  /// What earlier builds left and a report of `paths` does not have.
  private func strangers(among paths: Set<String>) -> [String] {
    Self.kinds.flatMap { folder, endings -> [String] in
      let names = (try? FileManager.default.contentsOfDirectory(atPath: place(folder).path)) ?? []
      return names.filter { endings.contains(($0 as NSString).pathExtension) || endings.contains($0) }
        .map { folder.isEmpty ? $0 : "\(folder)/\($0)" }
        .filter { !paths.contains($0) && (!$0.hasSuffix(".html") || isPage(url.appending(path: $0))) }
    }
  }

  /// The endings, or the names, of the files of a report in each of its folders.
  private static let kinds = [
    ("figures", ["svg", "png", "pdf"]), ("data", ["csv"]), ("", ["html", "report.pdf"]),
  ]

  private func place(_ folder: String) -> URL { folder.isEmpty ? url : url.appending(path: folder) }

  /// Whether a file is a page of a report, and not one that somebody put beside it.
  private func isPage(_ file: URL) -> Bool {
    guard let handle = try? FileHandle(forReadingFrom: file) else { return false }
    defer { try? handle.close() }
    let start = (try? handle.read(upToCount: 400)) ?? Data()
    return String(decoding: start, as: UTF8.self).contains(HTMLPage.generator)
  }
}
