import Foundation
import Testing

@testable import Jobs
@testable import Programs
@testable import Results
@testable import Settings
@testable import Statistics
@testable import Training

@Suite("Commands of chapters")
struct CommandTemplateTests {
  private func words(_ text: String, _ values: [String: String] = [:]) throws -> [String] {
    try CommandTemplate(parsing: text).words { values[$0] ?? "?" }
  }

  @Test(
    arguments: [
      ("python3 train.py", ["python3", "train.py"]), ("  a\tb ", ["a", "b"]), ("a 'b c' d", ["a", "b c", "d"]),
      ("a ''", ["a", ""]), ("a --x='b c'd", ["a", "--x=b cd"]), ("a {}", ["a", "{}"]),
      ("a {{x}} {1}", ["a", "{x}", "{1}"]),
      (
        "a ; rm -rf / && b | c > d $(e) `f` \\",
        ["a", ";", "rm", "-rf", "/", "&&", "b", "|", "c", ">", "d", "$(e)", "`f`", "\\"]
      ),
    ] as [(String, [String])])
  func `are words, which no shell reads`(text: String, expected: [String]) throws {
    #expect(try words(text) == expected)
  }

  @Test(arguments: ["; rm -rf ~", "$(touch x)", "`id`", "a b", "'", "\"", "a\nb", "--flag", "*", "{seed}", ""])
  func `hold a value as it is, in one word`(value: String) throws {
    #expect(
      try words("run --name={name} {name} 'x {name}'", ["name": value]) == [
        "run", "--name=\(value)", value, "x \(value)",
      ])
  }

  @Test(arguments: [
    "sh -c 'echo {name}'", "/bin/bash -c {name}", "env X=1 bash -ec 'run {name}'", "zsh -lc 'a; b {name} c'",
    "'sh' '-c' 'echo {name}'", "sh -c -e 'echo {name}'", "bash -c -o pipefail 'echo {name}'", "sh -c -- '{name}'",
  ])
  func `do not splice a value into a shell's script`(text: String) {
    #expect(throws: SettingProblem.self) { try CommandTemplate(parsing: text) }
  }

  @Test func `may pass values to a script behind it`() throws {
    #expect(
      try words("sh -c 'echo \"$1\"' sh {name}", ["name": "$(id)"]) == ["sh", "-c", "echo \"$1\"", "sh", "$(id)"])
  }

  @Test(arguments: ["", "   ", "a 'b", "{name} x"])
  func `with a mistake are refused`(text: String) {
    #expect(throws: SettingProblem.self) { try CommandTemplate(parsing: text) }
  }

  @Test func `ask again when anything but a number changes`() {
    let request = ProgramRequest(command: "a", files: ["f 1"], version: "", texts: ["model: gru"])
    var others = Array(repeating: request, count: 5)
    others[0].command = "a "
    others[1].files = ["f 2"]
    others[2].version = "v"
    others[3].texts = ["model: lstm"]
    others[4].texts = []
    others[4].files = ["f 1", "model: gru"]
    #expect(Set((others + [request]).map(\.checksum)).count == 6)
    #expect(
      ProgramRequest(command: "a\u{1B}[2J\n", files: [], version: "", texts: []).text == "  command: a\\u{1B}[2J\\n")
  }
}

@Suite("Answers of programs")
struct ProgramAnswerTests {
  private func result(_ text: String) throws -> TrainingResult {
    try ProgramAnswer.result(of: Array(text.utf8), numbers: ["loss"], curves: ["curve"])
  }

  @Test func `are numbers and curves`() throws {
    let answer = try result(#"{"loss": 0.5, "curve": {"x": [1, 2], "y": [3, 4]}, "name": "x", "more": [1, null]}"#)
    #expect(answer.numbers == ["loss": 0.5] && answer.series["curve"] == Series(x: [1, 2], y: [3, 4]))
    #expect(answer.series["more"] == Series(x: [0], y: [1]) && answer.warnings.count == 1)
  }

  @Test func `that are not finite are told and leave no number`() throws {
    let answer = try result(#"{"loss": NaN, "curve": [1, -Infinity]}"#)
    #expect(answer.numbers == [:] && answer.warnings.count == 2)
  }

  @Test(arguments: [
    "", "5", "[1]", "{", #"{"loss": "0.5", "curve": [1]}"#, #"{"loss": 1}"#, #"{"curve": [1]}"#,
    #"{"loss": 1, "curve": {"x": [1], "y": [1, 2]}}"#, #"{"loss": 1, "curve": ["a"]}"#,
    #"{"loss": null, "curve": [1]}"#,
    "{\"loss\": 1, \"curve\": [1]} {}",
  ])
  func `that are something else are a failure`(text: String) {
    #expect(throws: JobFailure.self) { try result(text) }
  }

  @Test func `are the last object that is printed`() {
    let text = "starting\n{\"loss\": 1}\n  {\"loss\": 2}\ndone\n"
    #expect(ProgramAnswer.lastObject(of: text).map { String(decoding: $0, as: UTF8.self) } == "  {\"loss\": 2}")
    #expect(ProgramAnswer.lastObject(of: "nothing") == nil)
  }
}
