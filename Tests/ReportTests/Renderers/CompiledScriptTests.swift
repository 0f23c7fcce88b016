import Foundation
import Testing

@testable import Mathematics

@Suite("A script as the engine's own code")
struct CompiledScriptTests {
  @Test func `does what the script does, in another engine too`() throws {
    let source = "var answer = 6 * 7; function twice(x) { return 2 * x; } // \(UUID())"
    for _ in 1...2 {
      let engine = try ScriptEngine(megabytes: 8)
      try CompiledScript.run(source, in: engine)
      #expect(try engine.evaluate("twice(answer)") == "84")
    }
  }

  @Test(arguments: ["throw new Error(\"no\");", "}"]) func `fails as the script does`(source: String) throws {
    for _ in 1...2 {
      let engine = try ScriptEngine(megabytes: 8)
      #expect(throws: ScriptEngine.Failure.self) { try CompiledScript.run(source, in: engine) }
      #expect(try engine.evaluate("1 + 1") == "2")
    }
  }

  @Test func `takes no more than its memory`() throws {
    let source = "var many = []; for (var index = 0; index < 1e6; index++) many.push({});"
    let engine = try ScriptEngine(megabytes: 1)
    let failure = #expect(throws: ScriptEngine.Failure.self) { try CompiledScript.run(source, in: engine) }
    #expect(failure?.lacksMemory == true)
  }
}
