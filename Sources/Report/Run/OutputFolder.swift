import Foundation

/// The folder of the finished report.
struct OutputFolder {
  let url: URL

  /// Writes the report whole: all that changed is written under other names before any file takes the place of an older
  /// one, the page last; what earlier builds left and this one does not make is removed.
  func write(reports: [OutputFile], manifest: Manifest, files: [OutputFile]) throws {
    let description = OutputFile(
      title: nil, path: "report.json", content: Array(try ResultCoder.encode(manifest, isIndented: true)))
    var written: [AtomicFile] = []
    do {
      for file in files + [description] + reports where !isThere(file) {
        written.append(try AtomicFile(Data(file.content), for: url.appending(path: file.path)))
      }
    } catch {
      written.forEach { $0.discard() }
      throw error
    }
    for file in written { try file.commit() }
    removeStale(keeping: Set((files + reports).map(\.path)))
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

  private func removeStale(keeping paths: Set<String>) {
    for (folder, endings) in [
      ("figures", ["svg", "png", "pdf"]), ("data", ["csv"]), ("", ["html", "report.pdf"]),
    ] {
      let place = folder.isEmpty ? url : url.appending(path: folder)
      AtomicFile.removeAbandoned(in: place)
      let names = (try? FileManager.default.contentsOfDirectory(atPath: place.path)) ?? []
      for name in names where endings.contains((name as NSString).pathExtension) || endings.contains(name) {
        let path = folder.isEmpty ? name : "\(folder)/\(name)"
        if paths.contains(path) || name.hasSuffix(".html") && !isPage(place.appending(path: name)) { continue }
        try? FileManager.default.removeItem(at: url.appending(path: path))
      }
    }
  }

  /// Whether a file is a page of a report, and not one that somebody put beside it.
  private func isPage(_ file: URL) -> Bool {
    guard let handle = try? FileHandle(forReadingFrom: file) else { return false }
    defer { try? handle.close() }
    let start = (try? handle.read(upToCount: 400)) ?? Data()
    return String(decoding: start, as: UTF8.self).contains(HTMLPage.generator)
  }
}
