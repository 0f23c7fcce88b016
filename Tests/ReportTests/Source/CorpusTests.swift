import Foundation
import Testing

@testable import Directives
@testable import Reading
@testable import Source
@testable import Syntax

/// Inputs that the fuzzer kept, each for a way through the reading of chapters; `Benchmarks/Fuzz/run` finds more.
@Suite("The fuzzer's corpus")
struct CorpusTests {
  @Test func `is read to its end, with every place within its text, and formatted once and for all`() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Corpus")
    let inputs = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
    #expect(inputs.count > 100)
    for input in inputs {
      let (file, problems) = SourceFile.load(Array(try Data(contentsOf: input)), path: "chapter.md")
      let files = ProjectFiles(["a.md": file.text, "a.bib": "@misc{a, title = {A}}\n", "b.bib": file.text])
      let reader = try BookReader([file], profile: .quick, typesetter: nil, project: files)
      let diagnostics = problems + reader.diagnostics
      for diagnostic in diagnostics {
        #expect(diagnostic.span.upperBound <= diagnostic.file.bytes.count, "\(input.lastPathComponent)")
      }
      #expect(DiagnosticPrinter().text(diagnostics).isEmpty == diagnostics.isEmpty)
      let once = ChapterFormatter.formatted(file)
      let twice = ChapterFormatter.formatted(SourceFile(path: "chapter.md", text: once))
      #expect(once == twice, "\(input.lastPathComponent)")
    }
  }
}
