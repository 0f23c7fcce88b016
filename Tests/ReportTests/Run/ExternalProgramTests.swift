import Foundation
import Testing

@testable import Basics
@testable import Files

@Suite("Other programs", .waiting, .timeLimit(.minutes(20)))
struct ExternalProgramTests {
  private func shell(_ script: String, seconds: Double = 20) -> ExternalProgram {
    var program = ExternalProgram(["sh", "-c", script])
    program.seconds = seconds
    return program
  }

  /// The processes whose command line has this word.
  private func processes(saying word: String) -> [String] {
    let all = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return all.filter { process in
      guard let number = pid_t(process), number != getpid() else { return false }
      let line = FileManager.default.contents(atPath: "/proc/\(process)/cmdline") ?? Data()
      return line.range(of: Data(word.utf8)) != nil
    }
  }

  /// Whether soon nothing says the word.
  private func isGone(_ word: String, sourceLocation: SourceLocation = #_sourceLocation) -> Bool {
    wait(for: "the last of its processes ended", seconds: 60, sourceLocation: sourceLocation) {
      processes(saying: word).isEmpty
    }
  }

  @Test func `answer with their code, their output and their errors, whichever they fill first`() throws {
    let answer = try shell("head -c 300000 /dev/zero >&2; head -c 300000 /dev/zero; exit 7").run()
    #expect(answer.code == 7 && answer.output.utf8.count == 300_000 && answer.error.utf8.count == 300_000)
    #expect(try shell("kill -TERM $$").run().code == 143)
    #expect(try shell("cat").run().output == "")
  }

  @Test func `see the variables and the folder that they are given`() throws {
    var program = ExternalProgram(["/bin/sh", "-c", "pwd; env"])
    (program.environment, program.folder) = (["A": "b c"], "/usr")
    let lines = try program.run().output.split(separator: "\n")
    #expect(lines.first == "/usr" && lines.contains("A=b c") && !lines.contains { $0.hasPrefix("HOME") })
  }

  @Test func `that are missing or cannot run are named`() throws {
    func message(_ words: [String]) -> String {
      do { return "\(try ExternalProgram(words).run())" } catch { return "\(error)" }
    }
    #expect(message(["no-such-program"]) == "the program 'no-such-program' is not on the path")
    #expect(message(["/etc/passwd"]) == "'passwd' cannot be started: permission denied")
    #expect(ExternalProgram.run(["no-such-program"]) == nil)
  }

  @Test(arguments: [
    "sleep 5#", "sleep 5# & wait", "(sleep 5# &) ; sleep 5#", "setsid sleep 5# & wait", "setsid -f sleep 5#; sleep 5#",
  ])
  func `that take too long end with everything that they started`(script: String) throws {
    let word = "\(Int.random(in: 100_000_000...999_999_999))"
    let start = ContinuousClock.now
    #expect(throws: ProgramProblem.self) { try shell(script.replacing("#", with: word), seconds: 0.3).run() }
    #expect(ContinuousClock.now - start < .seconds(10))
    #expect(isGone(word))
  }

  @Test func `take what they left behind with them when they end, unless it may stay`() throws {
    let word = "\(Int.random(in: 100_000_000...999_999_999))"
    for script in ["sleep 5\(word) & exit 0", "setsid -f sleep 5\(word) >/dev/null 2>&1 </dev/null; exit 0"] {
      #expect(try shell(script).run().code == 0)
      #expect(isGone(word))
    }
    var daemon = shell("setsid -f sleep 5\(word) >/dev/null 2>&1")
    daemon.leavesProcesses = true
    _ = try daemon.run()
    let left = processes(saying: word)
    #expect(left.count == 1)
    for process in left { kill(pid_t(process) ?? 0, SIGKILL) }
  }

  @Test func `are stopped at their bounds of output and of memory, and when the build is`() throws {
    var endless = ExternalProgram(["yes"])
    endless.mostOutput = 100_000
    do {
      _ = try endless.run()
      Issue.record("no bound")
    } catch { #expect("\(error)" == "'yes' wrote more than 100 kB and was stopped") }
    var large = ExternalProgram(["sh", "-c", "head -c 200000000 /dev/zero | tail -c 200000000 | wc -c"])
    large.memory = 100_000_000
    #expect(try large.run().output.trimmed != "200000000")
    #expect(throws: Interrupted.self) { try shell("sleep 100").run(shouldStop: { true }) }
  }

  @Test func `are read while they run, and say so where they fail`() throws {
    let stream = try ProgramStream(of: shell("head -c 3000000 /dev/zero; echo sorry >&2; exit 3"))
    var count = 0
    do {
      while case let bytes = try stream.next(10_000), !bytes.isEmpty {
        #expect(bytes.count <= 10_000)
        count += bytes.count
      }
      Issue.record("no failure")
    } catch { #expect("\(error)" == "'sh' failed with exit code 3: sorry") }
    #expect(count == 3_000_000)
    let word = "\(Int.random(in: 100_000_000...999_999_999))"
    let endless = try ProgramStream(of: shell("sleep 5\(word) & yes"))
    #expect(try endless.next(4) == Data("y\ny\n".utf8))
    endless.end()
    #expect(isGone(word))
  }

  @Test func `many at the same time end each by themselves`() throws {
    let answers = Array(0..<20).concurrentMap { number in
      (try? shell("sleep 0.0\(number); echo \(number)").run().output.trimmed) ?? ""
    }
    #expect(answers == (0..<20).map { "\($0)" })
  }

  @Test(arguments: [SIGINT, SIGTERM, SIGKILL])
  func `a printer that starts another ends with the build, and so does its folder`(signal: Int32) throws {
    let book = try SmallBook(["01.md": "# T\n"])
    let word = "\(Int.random(in: 100_000_000...999_999_999))"
    try book.write("#!/bin/sh -e\nsleep 5\(word)\n", to: "bin/chromium-headless-shell")
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755], ofItemAtPath: book.path("bin/chromium-headless-shell"))
    try book.write("", to: "tmp/.keep")
    let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
    let build = try Program.start(
      in: book, ["--format", "pdf"], environment: ["PATH": "\(book.path("bin")):\(path)", "TMPDIR": book.path("tmp")])
    wait(for: "the printer began", of: build) { !processes(saying: word).isEmpty }
    kill(build.processIdentifier, signal)
    build.exitCode()
    #expect(isGone(word))
    let folders = { try FileManager.default.contentsOfDirectory(atPath: book.path("tmp")).filter { $0 != ".keep" } }
    try wait(for: "its folder went", seconds: 60) { try folders().isEmpty }
  }
}
