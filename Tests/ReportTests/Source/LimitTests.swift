import Foundation
import Testing

@testable import Mathematics
@testable import Reading
@testable import Source

@Suite("Chapters beyond all measure")
struct LimitTests {
  private func rules(_ text: String, files: ProjectFiles = ProjectFiles()) throws -> Set<Rule> {
    let file = SourceFile(path: "chapter.md", text: "# Title\n\n" + text)
    let reader = try BookReader([file], profile: .quick, typesetter: Typesetter(), project: files)
    return Set(reader.diagnostics.map(\.rule))
  }

  private static func nested(_ open: String, _ close: String, _ depth: Int = 10_000) -> String {
    String(repeating: open, count: depth) + "x" + String(repeating: close, count: depth)
  }

  @Test(arguments: [
    (nested("> ", ""), Rule.nestingTooDeep), (nested("- ", ""), .nestingTooDeep),
    (nested("*a **b ", "***"), .nestingTooDeep), ("$" + nested("{", "}") + "$", .mathematics),
    ("```{experiment} a\nmodel: " + nested("[", "]") + "\n```", .malformedValue),
    ("```{experiment} a\nmodel: " + nested("f(a: ", ")") + "\n```", .malformedOption),
    ("{value}`" + nested("(", ")") + "`", .malformedRole), ("{value}`" + nested("-", "") + "`", .malformedRole),
  ])
  func `what nests ten thousand times is refused`(text: String, rule: Rule) throws {
    #expect(try rules(text).contains(rule))
  }

  @Test(arguments: [
    nested("[", "](y)", 3_000), nested("![", "](y)", 3_000), nested("<b>", "</b>", 3_000), nested("~~", "~~", 3_000),
    nested("[^a", "]", 3_000),
  ])
  func `what nests thousands of times and is text is read`(text: String) throws {
    _ = try rules(text)
  }

  @Test func `a bibliography that nests ten thousand times is read`() throws {
    let book = "```{bibliography}\nfile: a.bib\nall: true\n```"
    let works = "@misc{a, title = {\(Self.nested("{", "}"))}}\n@misc{b, title = {\(Self.nested("{", ""))}"
    #expect(try rules(book, files: ProjectFiles(["a.bib": works])) == [.malformedBibliography])
  }

  private static func lines(_ count: Int, _ line: String) -> String { String(repeating: line, count: count) }

  /// Pieces of texts that are small and would take the parser minutes or gigabytes.
  private static let excessive: [String: [String]] = [
    "a table of missing cells": [lines(5_000, "|a"), "|\n", lines(5_000, "|-"), "|\n", lines(20_000, "|\n")],
    "short rows": [lines(900, "|a"), "|\n", lines(900, "|-"), "|\n", lines(200, "|\n")],
    "a wide row": ["|a|\n|-|\n", lines(2_000, "|a"), "|\n"],
    "text before a table": [lines(20_000, "a\n"), "|-|\na\n"],
    "dashes": ["a|b\n", lines(60_000, "-|"), "\n"],
    "almost tables": [lines(3_000, "a|b\n-|-|-|-|-|-|-|-|-|-|-|-\n")],
    "open images": [lines(20_000, "![[]()")],
    "a long reference": ["[a]: ", lines(100_000, "b"), "\n\n", lines(20_000, "[a] ")],
    "a long title": ["[a]: b \"", lines(50_000, "c\n"), "\"\n\n", lines(20_000, "[a] ")],
  ]

  @Test(arguments: excessive.keys.sorted())
  func `what the parser would take too long for is refused`(name: String) throws {
    let text = (Self.excessive[name] ?? []).joined()
    #expect(try rules(text).contains(.excessiveMarkup))
    #expect(try rules("```{note}\n\(text)\n```\n").contains(.excessiveMarkup))
  }

  private static let ordinary: [String: [String]] = [
    "a tall table": ["| a | b |\n|---|--:|\n", lines(3_000, "| c | d |\n")],
    "a wide table": [lines(60, "|a"), "|\n", lines(60, "|-"), "|\n|b|\n"],
    "links": [lines(2_000, "[a](b) ")], "a reference": ["[a]: ", lines(1_000, "b"), "\n\n", lines(2_000, "[a] ")],
    "definitions": [lines(1_000, "[a]: b\n")], "a rule": [lines(200, "* "), "\n"],
    "a rule in a quote": ["> ", lines(150, "- "), "\n"],
  ]

  @Test(arguments: ordinary.keys.sorted())
  func `what books hold is read`(name: String) throws {
    #expect(try rules((Self.ordinary[name] ?? []).joined()).isDisjoint(with: [.excessiveMarkup, .nestingTooDeep]))
  }

  @Test func `abbreviations that stand in one another many times over end with a message`() throws {
    let book = "```{bibliography}\nfile: a.bib\nall: true\n```"
    let strings = (1...20).map { "@string{s\($0) = s\($0 - 1) # s\($0 - 1) # s\($0 - 1) # s\($0 - 1)}" }
    let works = "@string{s0 = {a}}\n" + strings.joined(separator: "\n") + "\n@misc{a, title = s20}\n"
    #expect(try rules(book, files: ProjectFiles(["a.bib": works])) == [.malformedBibliography])
  }

  @Test func `files that include one another many times over end with a message`() throws {
    let padding = String(repeating: "text ", count: 100_000)
    let twice = { (name: String) in "```{include}\nfile: \(name)\n```\n\n```{include}\nfile: \(name)\n```\n\n" }
    var files: [String: String] = [:]
    for level in 0..<50 { files["\(level).md"] = twice("\(level + 1).md") + padding }
    #expect(try rules(twice("0.md"), files: ProjectFiles(files)).contains(.fileTooLarge))
  }

  @Test func `a large file that is named many times over ends with a message`() throws {
    let files = ProjectFiles(["a.bib": String(repeating: " ", count: 9_000_000)])
    let text = String(repeating: "```{bibliography}\nfile: a.bib\n```\n\n", count: 30)
    #expect(try rules(text, files: files) == [.fileTooLarge])
  }

  @Test func `long parameters that many directives use end with a message`() throws {
    let numbers = (1...8_000).map { "\($0)" }.joined(separator: ", ")
    let uses = (1...400).map { "```{sensitivity} s\($0)\nerror: p.a\nlength: 20\n```\n\n" }.joined()
    let found = try rules("```{parameters} p\na: [\(numbers)]\n```\n\n\(uses)")
    #expect(found.contains(.malformedValue))
  }

  @Test func `a value that is longer than any that is meant is refused`() throws {
    let text = String(repeating: "a ", count: 50_000)
    #expect(try rules("```{parameters} p\na: \"\(text)\"\n```\n").contains(.malformedOption))
  }

  @Test func `parameters that stand in one another many times over end with a message`() throws {
    let lines = (1...60).map { "p\($0): [p.p\($0 - 1), p.p\($0 - 1), p.p\($0 - 1)]" }
    #expect(
      try rules("```{parameters} p\np0: 1\n\(lines.joined(separator: "\n"))\n```") == [
        .malformedValue, .unresolvedReference,
      ])
  }

  @Test func `a chapter of 100 MB is refused without being read`() throws {
    let book = try SmallBook([:])
    let path = book.path("chapters/01.md")
    try book.write("", to: "chapters/01.md")
    let handle = try #require(FileHandle(forWritingAtPath: path))
    try handle.truncate(atOffset: 100_000_000)
    #expect(SourceFile.load(URL(filePath: path), path: path).diagnostics.map(\.rule) == [.fileTooLarge])
  }

  @Test func `a file that is none is refused, and nothing waits for it`() throws {
    let book = try SmallBook([:])
    #expect(mkfifo(book.path("chapters/pipe.md"), 0o600) == 0)
    for name in ["chapters/pipe.md", "chapters"] {
      let url = book.folder.appending(path: name)
      #expect(SourceFile.load(url, path: name).diagnostics.map(\.rule) == [.unreadableFile])
    }
    #expect(SourceFile.load(URL(filePath: "/dev/zero"), path: "zero").diagnostics.map(\.rule) == [.unreadableFile])
  }

  @Test func `an include stays within the project wherever links lead`() throws {
    let (book, outside) = (try SmallBook([:]), try SmallBook(["secret.md": "secret"]))
    let chapters = book.folder.appending(path: "chapters")
    let secret = outside.folder.appending(path: "chapters/secret.md")
    try book.write("shared", to: "shared.md")
    let manager = FileManager.default
    try manager.createSymbolicLink(at: chapters.appending(path: "link.md"), withDestinationURL: secret)
    try manager.createSymbolicLink(
      at: chapters.appending(path: "folder"), withDestinationURL: secret.deletingLastPathComponent())
    try manager.createSymbolicLink(
      at: chapters.appending(path: "inside.md"), withDestinationURL: book.folder.appending(path: "shared.md"))
    let away = String(repeating: "../", count: 20) + "etc/passwd"
    let files = ProjectFiles(root: book.folder)
    let expected: [(String, Rule?)] = [
      ("link.md", .outsideProject), ("folder/secret.md", .outsideProject), (away, .outsideProject),
      ("../shared.md", nil), ("inside.md", nil), ("none.md", .unreadableFile), (".", .unreadableFile),
    ]
    for (name, rule) in expected {
      let text = "# Title\n\n```{include}\nfile: \(name)\n```\n"
      let chapter = SourceFile(path: chapters.appending(path: "01.md").path, text: text)
      let reader = try BookReader([chapter], profile: .quick, typesetter: nil, project: files)
      #expect(reader.diagnostics.map(\.rule) == [rule].compactMap { $0 }, "\(name)")
      #expect(!reader.diagnostics.contains { $0.message.contains("secret\n") })
    }
  }
}
