import Basics
import Files
import Foundation
import Render

/// A report without a record of its files, as earlier versions of the program wrote it and as some copies have it.
struct OlderReport {
  /// What of the manifest is needed to know it.
  private struct Manifest: Decodable {
    struct Figure: Decodable { var files: [String] }
    struct Provenance: Decodable { var versions: [String: String] }

    var provenance: Provenance
    var figures: [Figure]
  }

  private let path: String

  init(in path: String) { self.path = path }

  /// The pages and prints with the program's marks; beside such, the manifest and the files of figures that it names.
  var record: FileRecord {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    var files = names.filter { $0.hasSuffix(".html") && isPage($0) || $0 == "report.pdf" && isPrint($0) }
    if files.isEmpty { return FileRecord() }
    if FileKind(at: "\(path)/report.json") == .file,
      let data = BoundedFile.contents(atPath: "\(path)/report.json"),
      let manifest = try? ResultCoder.decode(Manifest.self, from: data)
    {
      files += ["report.json"] + manifest.figures.flatMap(\.files).filter(FileRecord.isInside)
    }
    let checksums = files.map { ($0, FileKind.checksum(of: "\(path)/\($0)")) }
    return FileRecord(Dictionary(checksums.compactMap { file, checksum in checksum.map { (file, $0) } }) { $1 })
  }

  private func isPage(_ name: String) -> Bool {
    let start = FileKind.start(of: "\(path)/\(name)", bytes: 400) ?? Data()
    return String(decoding: start, as: UTF8.self).contains(HTMLPage.generator)
  }

  /// Whether a PDF has the date that the program gives all its prints.
  private func isPrint(_ name: String) -> Bool {
    guard FileKind(at: "\(path)/\(name)") == .file, let data = BoundedFile.contents(atPath: "\(path)/\(name)")
    else {
      return false
    }
    return data.starts(with: Array("%PDF".utf8)) && data.range(of: Data(PDFPrinter.dateOfAll.utf8)) != nil
  }
}
