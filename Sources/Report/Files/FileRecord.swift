/// Which files of a folder the program wrote, each with the MD5 of what it wrote.
///
/// It is a file that `md5sum -c` reads. While a build replaces files, one has two lines, so that either content is known.
package struct FileRecord: Equatable, Sendable {
  /// Of a report, and of what was exported for other programs.
  package static let (report, exports) = (".report-files", ".report-exports")

  /// The checksums of each file, by its path in the folder.
  package var checksums: [String: Set<String>] = [:]

  private static let head = "# Files that report wrote. It replaces or removes one only while its MD5 is the one below."

  package init(_ checksums: [String: String] = [:]) { self.checksums = checksums.mapValues { [$0] } }

  /// Reads the file; nil where it is something else. Lines that name nothing below the folder are left out.
  package init?(text: String) {
    let lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    guard let first = lines.first, first.elementsEqual(Self.head.utf8) else { return nil }
    for line in lines.dropFirst() {
      let checksum = line.prefix(32)
      let rest = line.dropFirst(32)
      guard checksum.count == 32, checksum.allSatisfy(Self.isDigit), rest.starts(with: "  ".utf8) else { continue }
      let path = String(Substring(rest.dropFirst(2)))
      if Self.isInside(path) { checksums[path, default: []].insert(String(Substring(checksum))) }
    }
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
  }

  package var text: String {
    let lines = checksums.sorted { $0.key < $1.key }.flatMap { path, checksums in
      checksums.sorted().map { "\($0)  \(path)" }
    }
    return ([Self.head] + lines).joined(separator: "\n") + "\n"
  }

  /// Both records as one.
  package func merging(_ other: FileRecord) -> FileRecord {
    var both = self
    both.checksums.merge(other.checksums) { $0.union($1) }
    return both
  }

  package func knows(_ path: String, _ checksum: String) -> Bool { checksums[path]?.contains(checksum) == true }

  /// Whether a path leads to a file below the folder.
  package static func isInside(_ path: String) -> Bool {
    let parts = path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    return !path.utf8.contains(0)
      && parts.allSatisfy { !$0.isEmpty && !$0.elementsEqual(".".utf8) && !$0.elementsEqual("..".utf8) }
  }
}
