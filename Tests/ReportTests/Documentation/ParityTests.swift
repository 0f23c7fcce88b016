import Foundation
import Testing

@testable import Book
@testable import Directives
@testable import Files
@testable import Networks
@testable import Numerics
@testable import Reading
@testable import Settings
@testable import Source
@testable import Tasks
@testable import Training

@Suite("Parity with other frameworks", .waiting)
struct ParityTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  private static func recipes() throws -> String {
    try String(contentsOf: root.appending(path: "docs/recipes.md"), encoding: .utf8)
  }

  @Test(.enabled(if: Python.hasNumPy, "needs NumPy"))
  func `the lines of Python in the recipes find that a defined cell computes the same`() throws {
    let recipes = try Self.recipes()
    let chapters = recipes.matches(of: /````markdown\n([\s\S]*?)````/).map { String($0.output.1) }
    let chapter = try #require(chapters.first { $0.contains("{model} minimal-gated") })
    let script = try #require(recipes.firstMatch(of: /```python\n([\s\S]*?)```/)).output.1
    let reader = try BookReader(
      [SourceFile(path: "01.md", text: chapter)], profile: .quick, typesetter: nil)
    let experiment = try #require(reader.book.directives.compactMap { $0 as? ExperimentDirective }.first)
    let cell = try #require(
      experiment.cells.first { $0.title.contains("minimal-gated") && $0.title.contains("squared") })
    let folder = FileManager.default.temporaryDirectory.appending(path: "parity-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let (file, program) = (folder.appending(path: "parity.safetensors"), folder.appending(path: "parity.py"))
    try #require(cell.run).parity().encoded().write(to: file)
    try Data(String(script).utf8).write(to: program)
    let answer = try ExternalProgram(["python3", program.path, file.path]).run()
    #expect(answer.code == 0, "\(answer.error)")
    let numbers = answer.output.split(whereSeparator: \.isWhitespace).compactMap { Double($0) }
    try #require(numbers.count == 3)
    #expect(numbers[0] < 1e-5, "outputs")
    #expect(numbers[1] < 1e-5, "error")
    #expect(numbers[2] < 1e-3, "gradient")
  }

  @Test func `a parity file has every array of any model, and five steps change the parameters`() throws {
    for name in ["gru(width: 3)", "linear-rnn(width: 3)", "transformer(width: 4, heads: 2, layers: 1)"] {
      let settings = Settings(
        owner: "training",
        arguments: try Value(parsing: "t(model: \(name), task: linear-functional(length: 6))").arguments)
      let run = TrainingRun(settings: settings)
      #expect(settings.finish() == [])
      let file = run.parity()
      let names = run.model.parameters(for: run.task.shape).map(\.name)
      let expected = ["parameters", "gradients", "after"].flatMap { word in names.map { "\(word).\($0)" } }
      #expect(Set(file.tensors.map(\.name)) == Set(expected + ["inputs", "targets", "outputs", "error"]))
      func values(_ word: String) -> [Float] {
        file.tensors.filter { $0.name.hasPrefix("\(word).") }.flatMap(\.values.values)
      }
      #expect(values("parameters") == run.initialParameters.map(Float.init))
      #expect(values("after") != values("parameters"))
      #expect(values("gradients").contains { $0 != 0 })
    }
  }
}
