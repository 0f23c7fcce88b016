import Foundation
import Testing

@testable import Command
@testable import Files
@testable import Store

@Suite("Archives of results")
struct ArchiveTests {
  private static let key = String(repeating: "0123456789abcdef", count: 2)

  /// One entry of a tar archive; `size` may lie.
  private static func entry(_ name: String, _ content: String = "", type: Character = "0", size: String? = nil) -> Data
  {
    var header = [UInt8](repeating: 0, count: 512)
    func put(_ text: String, at start: Int) { header.replaceSubrange(start..<start + text.utf8.count, with: text.utf8) }
    func octal(_ number: Int, _ digits: Int) -> String {
      let text = String(number, radix: 8)
      return String(repeating: "0", count: digits - text.count) + text
    }
    put(name, at: 0)
    put("0000644", at: 100)
    put(size ?? octal(content.utf8.count, 11), at: 124)
    put(String(type), at: 156)
    put("/etc/passwd", at: 157)
    put("ustar\u{0}00", at: 257)
    put("        ", at: 148)
    put(octal(header.reduce(0) { $0 + Int($1) }, 6), at: 148)
    header[154] = 0
    let padding = [UInt8](repeating: 0, count: (512 - content.utf8.count % 512) % 512)
    return Data(header) + Data(content.utf8) + Data(padding)
  }

  private func names(_ archive: Data, _ limits: TarReader.Limits = .init(), step: Int = .max) throws -> [String] {
    var rest = archive
    var reader = TarReader(limits: limits) { count in
      let part = rest.prefix(min(count, step))
      rest = Data(rest.dropFirst(part.count))
      return Data(part)
    }
    var names: [String] = []
    while let file = try reader.file(where: { _ in true }) {
      names.append("\(file.path.joined(separator: "/")) \(String(decoding: file.content, as: UTF8.self))")
    }
    return names
  }

  @Test(arguments: [1, 100, Int.max])
  func `gives plain files alone, whatever the parts in which they arrive`(step: Int) throws {
    let archive =
      Self.entry("./a/", type: "5") + Self.entry("./a/b", "one") + Self.entry("link", type: "2")
      + Self.entry("hard", type: "1") + Self.entry("device", type: "4") + Self.entry("pipe", type: "6")
      + Self.entry("x", "12 path=/c/d\n", type: "x") + Self.entry("short", "two")
      + Self.entry("././@LongLink", "long/name\u{0}", type: "L") + Self.entry("cut", "three") + Data(count: 1024)
    #expect(try names(archive, step: step) == ["a/b one", "c/d two", "long/name three"])
    #expect(try names(Data()).isEmpty)
  }

  @Test func `refuses what is beyond its limits before reading it`() {
    var limits = TarReader.Limits()
    (limits.fileBytes, limits.bytes, limits.entries) = (1000, 4096, 5)
    let refused: [(Data, String)] = [
      (Self.entry("a", size: "00000002000"), "1024 bytes, more than 1000"),
      (Self.entry("a", type: "5", size: "77777777777"), "more than 0 GB"),
      (Self.entry("a", String(repeating: "a", count: 900)) + Self.entry("b", "b"), "ends too early"),
      ((0..<6).reduce(Data()) { all, _ in all + Self.entry("a") }, "more than 5 entries"),
      (Self.entry("a", type: "L", size: "00000077777"), "more than 4096"),
      (Data(repeating: 65, count: 512), "not a tar archive"),
      (Self.entry("a", size: "-0000000001"), "not a tar archive"),
    ]
    for (archive, reason) in refused {
      let data = reason == "ends too early" ? archive.dropLast(600) : archive
      do {
        _ = try names(Data(data), limits)
        Issue.record("not refused: \(reason)")
      } catch { #expect("\(error)".contains(reason), "\(error)") }
    }
    // A number in base 256 that no file has.
    var large = Self.entry("a")
    large.replaceSubrange(124..<136, with: [0x80] + [UInt8](repeating: 0xFF, count: 11))
    #expect(throws: ArchiveProblem.self) { try names(large, limits) }
  }

  @Test(arguments: [[], ["-J"], ["-z"]])
  func `takes over results, digests and listings, and writes nothing else`(options: [String]) throws {
    let book = try SmallBook([:])
    let whole = try StoreEntry(header: .init(title: "whole"), result: Data("{}".utf8)).encoded()
    for (name, data) in [
      ("from/results/\(Self.key)", whole), ("from/digests/\(Self.key)", Data("damaged".utf8)),
      ("from/code/\(Self.key)", Data("listing".utf8)), ("from/other/\(Self.key)", whole), ("from/results/name", whole),
    ] {
      try book.write(String(decoding: data, as: UTF8.self), to: name)
    }
    try FileManager.default.createSymbolicLink(
      atPath: book.path("from/results/\(String(Self.key.reversed()))"), withDestinationPath: "/etc/passwd")
    let made = ExternalProgram.run(
      ["tar", "-cP"] + options + ["-f", book.path("a.tar"), "-C", book.path("from"), "--transform", "s,^,../../,", "."])
    #expect(made?.code == 0)
    let store = Store(folder: book.folder.appending(path: "to"), code: .program)
    let taken = try StoreArchive(path: book.path("a.tar"), code: .program).copy(to: store) { _ in }
    #expect(taken == StoreArchive.Taken(copied: 1, found: 2))
    let files = try FileManager.default.subpathsOfDirectory(atPath: book.path("to")).filter { $0.contains(Self.key) }
    #expect(files.sorted() == ["code/\(Self.key)", "results/\(Self.key)"])
    #expect(store.entry(for: Self.key).entry?.header.title == "whole")
  }

  @Test func `says what keeps a file from being an archive`() throws {
    let book = try SmallBook([:])
    let store = Store(folder: book.folder.appending(path: "to"), code: .program)
    try book.write("no archive", to: "text")
    try (Data([0xFD, 0x37, 0x7A, 0x58, 0x5A]) + Data("no stream".utf8)).write(to: book.folder.appending(path: "a.xz"))
    let refused = [
      ("none", "no such file"), ("text", "tar archive"), ("a.xz", "cannot be decompressed: 'xz' failed"),
    ]
    for (name, reason) in refused {
      do {
        _ = try StoreArchive(path: book.path(name), code: .program).copy(to: store) { _ in }
        Issue.record("not refused: \(reason)")
      } catch { #expect("\(error)".contains(reason), "\(error)") }
    }
  }

  @Test func `nothing waits for a pipe in a folder of results, or holds a file of all sizes`() throws {
    let book = try SmallBook([:])
    let store = Store(folder: book.folder.appending(path: "store"), code: .program)
    try book.write("", to: "store/results/large")
    #expect(truncate(book.path("store/results/large"), 1 << 40) == 0)
    #expect(mkfifo(book.path("store/results/pipe"), 0o600) == 0)
    for key in ["large", "pipe"] {
      guard case .damaged = store.entry(for: key) else {
        Issue.record("'\(key)' was read")
        continue
      }
    }
  }

  @Test func `the header of a result with numbers that no computation has is damaged`() throws {
    for (seconds, cost) in [(-1.0, 1.0), (.nan, 1), (.infinity, 1), (1e300, 1), (1, -1), (1, .infinity)] {
      let header = StoreEntry.Header(title: "a", cost: cost, seconds: seconds)
      let data = try StoreEntry(header: header, result: Data()).encoded()
      #expect(StoreEntry(encoded: data) == nil && StoreEntry.header(at: data) == nil)
    }
  }
}
