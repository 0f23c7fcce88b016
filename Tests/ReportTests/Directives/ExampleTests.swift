import Foundation
import Testing

@testable import Book
@testable import Directives
@testable import Reading
@testable import Source
@testable import Syntax

@Suite("The examples of the reference")
struct ExampleTests {
  static let directives = DirectiveCatalogue.all.map { $0.name }
  private static let files = [
    "shared/notation.md": "Let $x$ be an input.\n",
    "references.bib": "@article{example2023, author = {Ada Example}, title = {An example}, year = 2023}\n",
    "apparatus.svg": "<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
    "apparatus-dark.svg": "<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
    "data/scores.csv": "model,rate,seed,accuracy,seconds\ngru,0.1,1,0.9,3\nbaseline,0.1,1,0.8,2\ngru,0.9,1,0.7,4\n",
    "verdicts.json": #"{"profile": "full", "runs": 3, "statements": []}"#,
  ]

  @Test(arguments: directives) func `of a directive is built unchanged`(name: String) throws {
    let type = try #require(DirectiveCatalogue.directive(named: name))
    let book = try SmallBook(["01.md": "# Example\n\n\(type.example)\n"])
    for (path, text) in Self.files {
      try FileManager.default.createDirectory(
        at: book.folder.appending(path: "chapters/shared"), withIntermediateDirectories: true)
      try book.write(text, to: "chapters/\(path)")
    }
    _ = try book.build()
    let file = SourceFile(path: "01.md", text: "# Example\n\n\(type.example)\n")
    let reader = try BookReader([file], profile: .quick, typesetter: nil, project: ProjectFiles(Self.files))
    #expect(reader.diagnostics.filter { $0.severity == .error }.map(\.message) == [])
    #expect(ChapterFormatter.formatted(file) == file.text, "an example is canonical text")
  }

  @Test func `of a task, model, error, optimiser, test or theorem is read unchanged`() throws {
    let directives = [
      "task": "experiment", "model": "experiment", "error": "sensitivity", "optimiser": "experiment",
      "check": "theorem", "test": "claim",
    ]
    for entry in Vocabulary.sections.flatMap(\.entries) {
      let setting = entry.example.prefix { $0 != ":" }
      guard let name = directives[String(setting)] else { continue }
      let bias = name == "claim" ? "```{sensitivity} bias\nerror: squared\n```\n\n" : ""
      let holds = name == "claim" ? "holds: bias.meanLag < 0.5\n" : ""
      let file = SourceFile(path: "01.md", text: "# A\n\n\(bias)```{\(name)} x\n\(holds)\(entry.example)\n```\n")
      let reader = try BookReader([file], profile: .quick, typesetter: nil)
      #expect(reader.diagnostics.map(\.message) == [], "\(entry.example)")
    }
  }

  @Test func `show each role in use`() throws {
    for role in RoleCatalogue.all.types { #expect(role.example.hasPrefix("{\(role.name)}`"), "\(role.name)") }
  }
}
