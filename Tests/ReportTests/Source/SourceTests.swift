import Foundation
import Testing

@testable import Document
@testable import Numerics
@testable import Reading
@testable import Settings
@testable import Source
@testable import Syntax

@Suite("Chapter files and their messages")
struct SourceTests {
  @Test func `bytes that are not text are reported at their place`() {
    let (file, diagnostics) = SourceFile.load(Array("ü\na".utf8) + [0xFF, 0x62, 0], path: "a.md")
    #expect(diagnostics.map(\.rule) == [.invalidUTF8, .nulByte])
    #expect(diagnostics.map { file.position(of: $0.span.lowerBound).line } == [2, 2])
    #expect(diagnostics.map { file.position(of: $0.span.lowerBound).column } == [2, 4])
    #expect(SourceFile.load(Array("a".utf8) + [0xC3], path: "a.md").diagnostics.map(\.rule) == [.invalidUTF8])
    #expect(SourceFile.load(Array("a\u{FFFD}".utf8), path: "a.md").diagnostics.isEmpty)
    let mended = SourceFile.load([0xFF, 0, 0x61], path: "a.md")
    #expect(mended.file.text == "\u{FFFD} a")
    #expect(mended.diagnostics.map(\.span) == [0..<3, 3..<4])
  }

  @Test func `a file that is missing or too large is reported`() {
    let missing = URL(filePath: "/nowhere/a.md")
    #expect(SourceFile.load(missing, path: "a.md").diagnostics.map(\.rule) == [.unreadableFile])
    let bytes = [UInt8](repeating: 97, count: SourceFile.largest + 1)
    #expect(SourceFile.load(bytes, path: "a.md").diagnostics.map(\.rule) == [.fileTooLarge])
  }

  @Test(arguments: ["\n", "\r\n", "\r"])
  func `every end of line counts as one`(end: String) {
    let file = SourceFile(path: "a.md", text: ["a", "ü b", "c"].joined(separator: end))
    #expect(file.lineCount == 3)
    #expect((1...3).map { file.text(file.bytes(ofLine: $0)) } == ["a", "ü b", "c"])
    #expect(file.position(of: file.bytes(ofLine: 2).upperBound) == (2, 4))
    #expect(
      Outline.of(["a", "", "b {value}`x`", "$y$"].joined(separator: end)) == "p('a') p('b ' {value@value x@x} ~ $y@y$)")
  }

  @Test func `a message shows its line, place and remedy`() {
    let file = SourceFile(path: "chapters/01.md", text: "# T\n\nmodel: grru(width: 16)\n")
    let error = Diagnostic(
      .unknownName, "unknown model 'grru'", remedy: "did you mean 'gru'?", file: file, span: 12..<27)
    var warning = error
    (warning.severity, warning.span, warning.remedy) = (.warning, 0..<3, nil)
    #expect(
      DiagnosticPrinter().text([error, warning]) == """
        chapters/01.md:1:1: warning: unknown model 'grru' [unknown-name]
          |
        1 | # T
          | ^~~
        chapters/01.md:3:8: error: unknown model 'grru' [unknown-name]
          |
        3 | model: grru(width: 16)
          |        ^~~~~~~~~~~~~~~
          = help: did you mean 'gru'?
        1 error, 1 warning

        """)
    #expect(DiagnosticPrinter(colour: true).text(error).contains("\u{1B}[1;31merror: \u{1B}[0m"))
  }

  @Test func `a message shows the way through includes, and the other place`() throws {
    let files = ProjectFiles(["a.md": "```{include}\nfile: b.md\n```\n", "b.md": "## Two {#one}\n"])
    let chapter = SourceFile(path: "chapter.md", text: "# T\n\n## One {#one}\n\n```{include}\nfile: a.md\n```\n")
    let reader = try BookReader([chapter], profile: .quick, typesetter: nil, project: files)
    #expect(
      DiagnosticPrinter().text(reader.diagnostics) == """
        b.md:1:10: error: 'one' is already the label of Section 1.1 [duplicate-label]
          |
        1 | ## Two {#one}
          |          ^~~
          = help: choose another word
          = note: included from a.md:2:7
          = note: included from chapter.md:6:7
        chapter.md:3:10: note: Section 1.1 has it already
          |
        3 | ## One {#one}
          |          ^~~
        1 error

        """)
  }

  @Test(arguments: [
    ("a\tbc", "b", "a    bc", "     ^"), ("漢🙂bc", "b", "漢🙂bc", "    ^"), ("e\u{301}bc", "b", "e\u{301}bc", " ^"),
    ("\u{1B}[31mbc\u{202E}", "b", "␛[31mbc\u{FFFD}", "     ^"), ("x", "", "x", "^"),
  ])
  func `marks stand below their text`(line: String, word: String, shown: String, marks: String) {
    let file = SourceFile(path: "a.md", text: line)
    let start = line.prefix { !word.starts(with: [$0]) && !word.isEmpty }.utf8.count
    let text = DiagnosticPrinter().text(
      Diagnostic(.unknownName, "m", file: file, span: start..<start + word.utf8.count))
    #expect(text.split(separator: "\n").suffix(2) == ["1 | \(shown)", "  | \(marks)"])
  }

  @Test func `a long line is cut around its place`() {
    let file = SourceFile(
      path: "a.md", text: String(repeating: "a", count: 5000) + "b" + String(repeating: "c", count: 5000))
    let lines = DiagnosticPrinter().text(Diagnostic(.unknownName, "m", file: file, span: 5000..<5001))
      .split(separator: "\n").suffix(2).map { Array($0) }
    #expect(lines[0].count <= 106)
    #expect(lines[1].firstIndex(of: "^") == lines[0].firstIndex(of: "b"))
  }

  @Test func `a message is one line of JSON`() throws {
    let file = SourceFile(path: "a.md", text: "a\nb")
    let json = try Diagnostic(.unknownName, "say \"m\"", file: file, span: 2..<3).json()
    let place = #"{"column":1,"endColumn":2,"endLine":2,"file":"a.md","line":2}"#
    #expect(
      json
        == #"{"includedFrom":[],"message":"say \"m\"","notes":[],"place":\#(place),"rule":"unknown-name","severity":"error"}"#
    )
  }

  @Test func `options become arguments, and profiles choose their entry`() throws {
    let text = "```{a} b\nmodel: [gru(width: profile(quick: 1, standard: 2, full: 3))]\nalt: free \"text\n```"
    let file = SourceFile(path: "a.md", text: text)
    guard case .directive(let call) = ChapterReader.read(file).chapter.blocks.first else {
      Issue.record("no directive")
      return
    }
    let (arguments, diagnostics) = call.arguments(textOptions: ["alt"])
    #expect(diagnostics.isEmpty)
    #expect(arguments.map(\.label) == ["model", "alt"])
    #expect(arguments.map { file.text($0.value.span) }[1] == "free \"text")
    #expect(arguments[0].value.resolved(profile: .standard).value.description == "[gru(width: 2)]")
    #expect(arguments[1].value.kind == .string("free \"text"))
  }

  @Test(arguments: [
    "a *b* $x$ {value}`y` [l](m) ü 漢\n\n", "$a ", "{a}`` {b}``` ", "> ", "- a\n  ", "[", "**a ", "$$\nx\n\n", "```\n",
    "| $x$ | b |\n|---|---|\n| `c` | d |\n\n", "$$ x\n", "a\n", "![", "$$\n", "[a]: b\n", "# $x$ #\n", "1. > ", "[^a]",
    "[a](data:b)",
  ])
  func `a long repetition of anything is read to its end`(part: String) {
    let text = String(repeating: part, count: (SmallBook.isWhole ? 200_000 : 50_000) / part.utf8.count)
    let file = SourceFile(path: "a.md", text: text)
    #expect(ChapterReader.read(file).chapter.file.text == text)
  }

  @Test func `any text is read, and every place lies within it`() {
    let parts = [
      "$", "$$", "$$\n", "{a}", "`", "```", "```{a} b\n", "~~~\n", "\n", "\n\n", "  ", "\t", "> ", "- ", "1. ",
      "a: b\n", "|",
      "|-|-|\n", "*", "**", "[^1]", "[^1]: ", "[a](javascript:b)", "\\", "ü", "漢", "🙂", "# ", "{#a}", "\r", "<b>", "x",
    ]
    var generator = Generator(seed: 1)
    for _ in 0..<(SmallBook.isWhole ? 10_000 : 2_000) {
      let text = (0..<30).map { _ in parts[Int(generator.next() % UInt64(parts.count))] }.joined()
      let file = SourceFile(path: "a.md", text: text)
      let (_, diagnostics) = ChapterReader.read(file)
      let limits = 0...file.bytes.count
      #expect(
        diagnostics.allSatisfy { limits.contains($0.span.lowerBound) && limits.contains($0.span.upperBound) },
        "\(text.debugDescription)")
      #expect(DiagnosticPrinter(colour: false).text(diagnostics).isEmpty == diagnostics.isEmpty)
    }
  }
}
