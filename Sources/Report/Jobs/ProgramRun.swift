import Basics
import Files
import Foundation
import Programs
import Results
import Settings
import Training

/// One cell of an experiment that a program of the book computes.
package struct ProgramRun: Sendable {
  package var command: CommandTemplate
  package var files: [ProgramFile]
  /// The settings of the cell, seed excluded.
  package var settings: [Argument]
  /// What the answer must have.
  package var numbers: [String]
  package var curves: [String]
  package var limits: ProgramLimits
  /// The command whose output is added to the keys, with what it printed.
  package var version: ProgramVersion?

  package init(
    command: CommandTemplate, files: [ProgramFile], settings: [Argument], numbers: [String], curves: [String],
    limits: ProgramLimits
  ) {
    (self.command, self.files, self.settings) = (command, files, settings)
    (self.numbers, self.curves, self.limits) = (numbers, curves, limits)
  }

  /// Everything the results depend on, as text that `ProgramReading` reads again; limits are none of it.
  package var subject: Value {
    func list(_ words: [String]) -> Value { Value(.list(words.map { Value(.string($0)) })) }
    var arguments = [
      Argument(label: "command", value: Value(.string(command.text))),
      Argument(label: "files", value: Value(.list(files.map(\.value)))),
      Argument(label: "settings", value: Value(.call("settings", settings))),
      Argument(label: "numbers", value: list(numbers)), Argument(label: "curves", value: list(curves)),
    ]
    if let version { arguments.append(Argument(label: "version", value: Value(.string(version.command.text)))) }
    return Value(.call("program", arguments))
  }

  /// Runs the program in its own folder and reads its answer.
  ///
  /// - Throws: `JobFailure` that says why there is none, `CancellationError` where `control` says to stop.
  package func compute(seed: Int, _ control: JobControl) throws -> TrainingResult {
    if let problem = version?.problem { throw JobFailure(reason: problem) }
    let folder = try TemporaryFolder(for: "run")
    try ProgramFile.write(files, into: folder)
    let answerFile = "\(folder.path)/result.json"
    var program = ExternalProgram(command.words { Self.text(of: value(of: $0, seed: seed)) })
    program.folder = folder.path
    program.scratch = folder
    program.seconds = limits.seconds
    program.memory = limits.memory
    program.mostOutput = ProgramLimits.mostOutput
    program.environment = try environment(seed: seed, in: folder)
    let answer: ExternalProgram.Answer
    do { answer = try program.run(shouldStop: control.shouldStop) } catch let problem as ProgramProblem {
      throw JobFailure(reason: problem.description)
    } catch is Interrupted { throw CancellationError() }
    if control.shouldStop() { throw CancellationError() }
    guard answer.code == 0 else {
      throw JobFailure(reason: Self.reason(answer), output: Self.tail(answer.error + answer.output))
    }
    guard let bytes = try Self.answer(at: answerFile) ?? ProgramAnswer.lastObject(of: answer.output) else {
      throw JobFailure(
        reason: "it printed no JSON object and wrote no result.json", output: Self.tail(answer.error + answer.output))
    }
    do throws(JobFailure) { return try ProgramAnswer.result(of: bytes, numbers: numbers, curves: curves) } catch {
      throw JobFailure(reason: error.reason, output: Self.tail(answer.error + answer.output))
    }
  }

  /// The bytes of the answer's file, nil if there is none; only a plain file of bounded size is read.
  private static func answer(at path: String) throws(JobFailure) -> [UInt8]? {
    var status = stat()
    guard lstat(path, &status) == 0 else { return nil }
    guard status.st_mode & S_IFMT == S_IFREG, Int(status.st_size) <= ProgramLimits.mostOutput else {
      throw JobFailure(reason: "its result.json is not a plain file of at most \(Words.size(ProgramLimits.mostOutput))")
    }
    return FileManager.default.contents(atPath: path).map { Array($0) }
  }

  private func value(of name: String, seed: Int) -> Value {
    name == "seed" ? Value(.number(Double(seed))) : settings.first { $0.label == name }?.value ?? Value(.string(""))
  }

  private static func text(of value: Value) -> String { value.text.replacing("\0", with: "") }

  /// The variables of this process, each setting as `SETTING_NAME`, and the names of both files.
  private func environment(seed: Int, in folder: TemporaryFolder) throws -> [String: String] {
    var variables = ProcessInfo.processInfo.environment
    let all = settings + [Argument(label: "seed", value: Value(.number(Double(seed))))]
    for setting in all {
      variables["SETTING_\(ProgramEnvironment.name(of: setting.label ?? ""))"] = Self.text(of: setting.value)
    }
    for name in ["OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "RAYON_NUM_THREADS"] {
      variables[name] = "\(limits.threads)"
    }
    variables["REPORT_SETTINGS"] = "\(folder.path)/settings.json"
    variables["REPORT_RESULT"] = "\(folder.path)/result.json"
    let members = all.map { "\(Self.json(Value(.string($0.label ?? "")))): \(Self.json($0.value))" }
    try ProgramFile.write(Array("{\(members.joined(separator: ", "))}\n".utf8), to: "settings.json", in: folder)
    return variables
  }

  private static func json(_ value: Value) -> String {
    switch value.kind {
    case .number(let number): return Value.text(of: number)
    case .name("true"), .name("false"): return value.description
    default:
      let data = (try? JSONEncoder().encode(value.text)) ?? Data("\"\"".utf8)
      return String(decoding: data, as: UTF8.self)
    }
  }

  /// "exit code 1: ValueError: no such model".
  private static func reason(_ answer: ExternalProgram.Answer) -> String {
    let last =
      answer.error.split(separator: "\n").last { !$0.allSatisfy(\.isWhitespace) }.map { ": \($0.prefix(200))" } ?? ""
    return answer.code > 128 ? "ended by signal \(answer.code - 128)\(last)" : "exit code \(answer.code)\(last)"
  }

  /// The last lines of what it wrote.
  private static func tail(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).suffix(20).map { $0.prefix(400) }.joined(
      separator: "\n")
  }
}

/// In which bounds a program runs.
package struct ProgramLimits: Sendable, Equatable {
  /// The most bytes of an answer, and of what is written to either stream.
  package static let mostOutput = 64 << 20

  package var seconds = 3600.0
  /// Bytes; nil for no limit.
  package var memory: Int?
  package var threads = 1

  package init() {}
}
