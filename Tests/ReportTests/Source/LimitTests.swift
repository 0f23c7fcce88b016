import Foundation
import Testing

@testable import Report

@Suite("Chapters beyond all measure")
struct LimitTests {
  private func rules(_ text: String, files: ProjectFiles = ProjectFiles()) throws -> Set<Rule> {
    let file = SourceFile(path: "chapter.md", text: "# Title\n\n" + text)
    let reader = try BookReader([file], profile: .quick, typesetter: Typesetter(), project: files)
    return Set(reader.diagnostics.map(\.rule))
  }

  private static func nested(_ open: String, _ close: String) -> String {
    String(repeating: open, count: 10_000) + "x" + String(repeating: close, count: 10_000)
  }

  @Test(arguments: [
    (nested("> ", ""), Rule.nestingTooDeep), (nested("- ", ""), .nestingTooDeep),
    (nested("*a **b ", "***"), .nestingTooDeep), ("$" + nested("{", "}") + "$", .mathematics),
    ("```{experiment} a\nmodel: " + nested("[", "]") + "\n```", .malformedValue),
    ("```{experiment} a\nmodel: " + nested("f(a: ", ")") + "\n```", .malformedValue),
    ("{value}`" + nested("(", ")") + "`", .malformedRole), ("{value}`" + nested("-", "") + "`", .malformedRole),
  ])
  func `what nests ten thousand times is refused`(text: String, rule: Rule) throws {
    #expect(try rules(text).contains(rule))
  }

  @Test(arguments: [
    nested("[", "](y)"), nested("![", "](y)"), nested("<b>", "</b>"), nested("~~", "~~"), nested("[^a", "]"),
  ])
  func `what nests ten thousand times and is text is read`(text: String) throws {
    _ = try rules(text)
  }

  @Test func `a bibliography that nests ten thousand times is read`() throws {
    let book = "```{bibliography}\nfile: a.bib\nall: true\n```"
    let works = "@misc{a, title = {\(Self.nested("{", "}"))}}\n@misc{b, title = {\(Self.nested("{", ""))}"
    #expect(try rules(book, files: ProjectFiles(["a.bib": works])) == [.malformedBibliography])
  }

  @Test func `files that include one another many times over end with a message`() throws {
    let padding = String(repeating: "text ", count: 100_000)
    let twice = { (name: String) in "```{include}\nfile: \(name)\n```\n\n```{include}\nfile: \(name)\n```\n\n" }
    var files: [String: String] = [:]
    for level in 0..<50 { files["\(level).md"] = twice("\(level + 1).md") + padding }
    #expect(try rules(twice("0.md"), files: ProjectFiles(files)).contains(.fileTooLarge))
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
