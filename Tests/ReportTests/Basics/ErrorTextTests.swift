import Foundation
import Testing

@testable import Basics
@testable import Build
@testable import Files
@testable import Jobs
@testable import Mathematics
@testable import Render
@testable import Results
@testable import Services
@testable import Settings
@testable import Source

@Suite("Errors as text")
struct ErrorTextTests {
  private enum Silent: Error { case unavailable(String) }

  @Test func `never show an object`() {
    let errors: [any Error] = [
      UserError("it does not exist"), JobFailure.notComputed, WriteProblem(path: "a", number: ENOSPC),
      SweepProblem("the sweep is damaged"), PDFProblem.missing, MathematicsLibrary.Missing(places: ["a"]),
      TypesettingError.unavailable("KaTeX is missing"), TypesettingError.formula(message: "no such command", byte: 0),
      SettingProblem("a mistake", remedy: "mend it", kind: .unsuitable, span: 0..<0), Silent.unavailable("x"),
      CancellationError(),
      ScriptEngine.Failure(message: "no memory"), ProjectFiles.Refusal.missing("a.md"), Interrupted(),
      Diagnostic(.unknownName, "wrong", remedy: "mend it", file: SourceFile(path: "a.md", text: "x"), span: 0..<1),
      CocoaError(.fileReadNoSuchFile), NSError(domain: "NSPOSIXErrorDomain", code: 28),
      DecodingError.valueNotFound(Int.self, .init(codingPath: [], debugDescription: "x")),
    ]
    for error in errors {
      let text = ErrorText.of(error)
      for dump in ["(\"", "rawValue", "Domain", "Optional", "Error ", "errorCode", "error 0", "error 1"] {
        #expect(!text.contains(dump), "\(text)")
      }
      #expect(!text.isEmpty)
    }
  }

  @Test func `every type of error explains itself, and none is put into text otherwise`() {
    #expect(ReportSources.all.count > 100)
    for (path, text) in ReportSources.all {
      for match in text.matches(of: /(struct|enum|class) \w+: ([^{]*)\{/) where path != "Basics/ErrorText.swift" {
        let conformances = match.output.2.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
        #expect(!conformances.contains("Error"), "\(path): \(match.output.0) should be an ExplainedError")
      }
      #expect(!text.contains("\\(error)") && !text.contains("String(describing: error"), "\(path)")
    }
  }
}
