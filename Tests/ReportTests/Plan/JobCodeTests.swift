import Foundation
import Testing

@testable import Code
@testable import CodeScan
@testable import Command
@testable import Jobs
@testable import Settings
@testable import Store

@Suite("The code that jobs depend on")
struct JobCodeTests {
  private func paths(_ settings: String, of type: Any.Type = TrainingJob.self) throws -> Set<String> {
    let value = try Value(parsing: settings)
    let need = value.head == "training" ? TrainingJob.code(value.arguments) : CodeNeed(of: type, using: value)
    return Set(CodeTable.program.files(of: need.roots, using: need.words).map(\.path))
  }

  @Test func `a training run depends on its own model, task, error and optimiser, and on no other`() throws {
    let all = [
      "training(linear-rnn, linear-functional(polynomial), squared, adam)", "training(gru, copying, absolute, sgd)",
    ]
    let own = [
      ["Models/LinearRNN", "Tasks/LinearFunctional", "Tasks/Memories/PolynomialMemory", "Training/Optimisers/Adam"],
      ["Models/GRU", "Tasks/Copying", "Errors/AbsoluteError", "Training/Optimisers/GradientDescent"],
    ].map { $0.map { "Sources/Core/\($0).swift" } }
    for (index, settings) in all.enumerated() {
      let paths = try paths(settings)
      #expect(paths.isSuperset(of: own[index]))
      #expect(paths.isDisjoint(with: own[1 - index]))
      #expect(paths.isDisjoint(with: ["LSTM", "S4D", "LRU"].map { "Sources/Core/Models/\($0).swift" }))
    }
  }

  @Test func `a training run depends on how it is trained and measured, and on the kernels`() throws {
    let paths = try paths("training(linear-rnn)")
    for path in [
      "Sources/Core/Training/TrainingRun.swift", "Sources/Core/Training/Trainer.swift",
      "Sources/Core/Training/Measures/ErrorMeasures.swift", "Sources/Core/Numerics/Generator.swift",
      "Sources/CKernels/Multiply.c", "Package.swift", "the compiler",
    ] { #expect(paths.contains(path), "\(path)") }
  }

  @Test func `of the program around it a job depends on how it is made and encoded alone`() throws {
    for type in [TrainingJob.self, TheoremJob.self] as [Any.Type] {
      let outside = try paths("gru", of: type).filter {
        $0.hasPrefix("Sources/Report/") || $0.hasPrefix("Sources/Plot/")
      }
      #expect(
        outside
          == Set(
            ["Jobs/Job", "Store/CodeNeed", "Basics/ResultCoder", "Jobs/\(type)"].map { "Sources/Report/\($0).swift" }))
    }
  }

  @Test func `a theorem depends on its own check alone`() throws {
    let paths = try paths("bias", of: TheoremJob.self)
    #expect(paths.contains("Sources/Core/Theorems/BiasTheorem.swift"))
    #expect(!paths.contains("Sources/Core/Theorems/PriceTheorem.swift"))
    #expect(!paths.contains("Sources/Core/Models/GRU.swift"))
  }

  @Test func `no word means a thing of the study and another of the program around it`() {
    let words = { (folder: String) in
      Set(CodeTable.program.files.filter { $0.path.hasPrefix(folder) }.flatMap(\.words))
    }
    #expect(words("Sources/Core/").isDisjoint(with: words("Sources/Report/")))
  }

  @Test func `the table is of the sources as they are`() throws {
    let root = URL(filePath: #filePath).pathComponents.dropLast(4).joined(separator: "/").dropFirst()
    for file in CodeTable.program.files where file.path.hasSuffix(".swift") && file.path.contains("/") {
      let text = try String(contentsOfFile: "\(root)/\(file.path)", encoding: .utf8)
      #expect(SourceScan(text).checksum == file.checksum, "\(file.path)")
    }
  }
}
