import Basics
import Files
import Foundation
import Synchronization

/// Script engines in which KaTeX has started, for all typesetters of this process.
///
/// KaTeX takes time to start, above all in the first engine of a process, and keeps nothing of the formulas that it has set, so
/// an engine that nobody uses is kept for the next formula.
struct FormulaEngines {
  private struct Idle: @unchecked Sendable { var engines: [String: [ScriptEngine]] = [:] }

  private static let idle = Mutex(Idle())

  private let script: URL
  private let megabytes: Int
  /// What stands for the script as it is now and for the bound; engines of another name are others.
  private let name: String

  /// With the copy of KaTeX in `library`, each engine in at most so many megabytes.
  init(of library: MathematicsLibrary, megabytes: Int) {
    script = library.script
    self.megabytes = megabytes
    let state = FileState(of: script.path).map { "\($0.bytes) \($0.modified)" } ?? ""
    name = "\(megabytes) \(script.path) \(state)"
  }

  /// The answer of an engine that nobody else uses meanwhile; one that fails is not used again.
  ///
  /// - Throws: `TypesettingError` where KaTeX does not start, `ScriptEngine.Failure` where the script fails.
  func evaluate(_ source: String, megabytesOfWork: Int) throws -> String {
    nonisolated(unsafe) let engine = try Self.idle.withLock { $0.engines[name]?.popLast() } ?? started()
    let answer = try engine.evaluate(source, megabytes: megabytesOfWork)
    Self.idle.withLock { $0.engines[name, default: []].append(engine) }
    return answer
  }

  private func started() throws -> ScriptEngine {
    do {
      let script = try String(contentsOf: script, encoding: .utf8)
      let engine = try ScriptEngine(megabytes: megabytes)
      let parts = [Typesetter.before, script, Typesetter.markup, Typesetter.after]
      try CompiledScript.run(parts.joined(separator: "\n;\n"), in: engine)
      return engine
    } catch let failure as ScriptEngine.Failure {
      let remedy =
        failure.lacksMemory
        ? "the limit of memory is too low; raise it, as with: ulimit -v unlimited"
        : "\(failure.message); version 0.16.4 is known to start"
      throw TypesettingError.unavailable("KaTeX does not start: \(remedy)")
    } catch { throw TypesettingError.unavailable(ErrorText.of(error)) }
  }
}
