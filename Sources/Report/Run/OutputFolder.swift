import Foundation

/// The folder of the finished report.
struct OutputFolder {
  let url: URL

  /// Writes the report whole: every file is complete before it takes the place of an older one, the page last; what
  /// earlier builds left and this one does not make is removed.
  func write(reports: [OutputFile], manifest: Manifest, files: [OutputFile]) throws {
    for folder in ["figures", "data"] {
      do {
        try FileManager.default.createDirectory(at: url.appending(path: folder), withIntermediateDirectories: true)
      } catch {
        throw WriteProblem(path: url.appending(path: folder).path, reason: error.localizedDescription)
      }
    }
    for file in files { try AtomicFile.write(Data(file.content), to: url.appending(path: file.path)) }
    try removeStale(keeping: Set(files.map(\.path)))
    try AtomicFile.write(try ResultCoder.encode(manifest, isIndented: true), to: url.appending(path: "report.json"))
    for report in reports { try AtomicFile.write(Data(report.content), to: url.appending(path: report.path)) }
    for name in ["index.html", "report.pdf"] where !reports.contains(where: { $0.path == name }) {
      try? FileManager.default.removeItem(at: url.appending(path: name))
    }
  }

  private func removeStale(keeping paths: Set<String>) throws {
    for (folder, endings) in [("figures", ["svg", "png", "pdf"]), ("data", ["csv"])] {
      let names = (try? FileManager.default.contentsOfDirectory(atPath: url.appending(path: folder).path)) ?? []
      for name in names where endings.contains((name as NSString).pathExtension) && !paths.contains("\(folder)/\(name)")
      {
        try? FileManager.default.removeItem(at: url.appending(path: "\(folder)/\(name)"))
      }
    }
  }
}
