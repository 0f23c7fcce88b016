import Basics
import Foundation
import Testing

@testable import LanguageServer
@testable import Source

@Suite("The messages of an editor")
struct ProtocolTests {
  @Test func `frames are found wherever they are cut`() throws {
    let messages: [JSONTree] = [["a": 1], ["text": "größer 😀"], [:], [1, 2, [true, .null]]]
    let bytes = messages.map(MessageFrames.framed).reduce(Data(), +)
    for size in [1, 2, 3, 7, 64, bytes.count] {
      var frames = MessageFrames()
      var found: [JSONTree] = []
      for start in stride(from: 0, to: bytes.count, by: size) {
        frames.append(bytes[start..<min(start + size, bytes.count)])
        while let body = try frames.next() { found.append(try JSONTree(parsing: body)) }
      }
      #expect(found == messages, "\(size)")
    }
  }

  @Test(arguments: ["Content-Length: -1\r\n\r\n", "Length: 5\r\n\r\n{}", "Content-Length: 99999999999\r\n\r\n"])
  func `a header that says no length ends the conversation`(text: String) {
    var frames = MessageFrames()
    frames.append(Data(text.utf8))
    #expect(throws: MessageFrames.Malformed.self) { try frames.next() }
  }

  @Test(arguments: ["/tmp/a b/größe.md", "/tmp/a%20b/c#d?.md", "/tmp/x:y;z/[1].md"])
  func `an address is read back as the path it was made of`(path: String) {
    #expect(FileAddress.path(of: FileAddress.address(of: path)) == path)
  }

  @Test func `places in UTF-16 are those of the text, whatever its characters and line ends`() {
    let text = "a\r\nö😀b\n\n👨‍👩‍👧e\u{301}\rlast"
    let file = SourceFile(path: "", text: text)
    let lines = ["a", "ö😀b", "", "👨‍👩‍👧e\u{301}", "last"]
    var byte = 0
    for (number, line) in lines.enumerated() {
      var column = 0
      for scalar in line.unicodeScalars {
        let position = SourceFile.EditorPosition(line: number, column: column)
        #expect(file.editorPosition(of: byte) == position)
        #expect(file.byte(at: position) == byte)
        column += scalar.utf16.count
        byte += scalar.utf8.count
      }
      #expect(file.byte(at: .init(line: number, column: column + 5)) == byte)
      byte += number == 0 ? 2 : 1
    }
    #expect(file.byte(at: .init(line: 1, column: 2)) == file.byte(at: .init(line: 1, column: 1)), "within a pair")
    #expect(file.byte(at: .init(line: 9, column: 0)) == file.bytes.count)
  }

  @Test func `random changes leave the text that they leave in an editor`() throws {
    var generator = SystemRandomNumberGenerator()
    let pieces = ["a", "ö", "😀", "\n", "{ref}`x`", "```\n", "𝔼", "", "\n\n", "$x$"]
    var units = Array("# Title\n\nSome text.\n".utf16)
    var document = OpenDocument(
      address: "file:///x.md", path: "x.md", isChapter: true, version: 0, text: String(decoding: units, as: UTF16.self))
    func position(_ offset: Int) -> JSONTree {
      let before = units[..<offset]
      let line = before.count { $0 == 10 }
      let start = (before.lastIndex(of: 10) ?? -1) + 1
      return ["line": JSONTree(line), "character": JSONTree(offset - start)]
    }
    for version in 1...300 {
      func boundary() -> Int {
        var offset = Int.random(in: 0...units.count, using: &generator)
        if offset < units.count, UTF16.isTrailSurrogate(units[offset]) { offset -= 1 }
        return offset
      }
      let ends = [boundary(), boundary()].sorted()
      let end = min(ends[1], ends[0] + 12)
      let last = end < units.count && UTF16.isTrailSurrogate(units[end]) ? end - 1 : end
      let text = pieces.randomElement(using: &generator) ?? ""
      let range: JSONTree = ["start": position(ends[0]), "end": position(last)]
      units.replaceSubrange(ends[0]..<last, with: text.utf16)
      try document.apply([["range": range, "text": .string(text)]], version: version)
      #expect(document.file.text == String(decoding: units, as: UTF16.self))
    }
  }
}
