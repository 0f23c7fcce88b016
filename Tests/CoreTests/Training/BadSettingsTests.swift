import Testing

@testable import Settings

/// What a message must say of a setting that is not allowed: its name, its value, and what it takes.
@Suite("Bad settings of a run")
struct BadSettingsTests {
  @Test(arguments: [
    ("model: linear-rnn(width: 0)", "'width' cannot be 0", "it takes a whole number from 1 to 1024"),
    ("model: gru(width: 2.5)", "'width' cannot be 2.5", "it takes a whole number from 1 to 1024"),
    ("model: lstm(width: 1e300)", "'width' cannot be 1e+300", "it takes a whole number from 1 to 1024"),
    ("model: grue", "unknown model 'grue'", "did you mean 'gru'?"),
    ("task: linear-functional(length: 0)", "'length' cannot be 0", "it takes a whole number from 1 to 16384"),
    ("task: linear-functional(length: -3)", "'length' cannot be -3", "it takes a whole number from 1 to 16384"),
    ("task: linear-functional(step: 0)", "'step' cannot be 0", "it takes a number greater than 0"),
    ("error: rescaled(power: nan)", "'power' cannot be nan", "it takes any number"),
    ("error: rescaled(power: infinity)", "'power' cannot be infinity", "it takes any number"),
    (
      "error: \"t - 5\"", "the weight of step t = 0 of T = 8 is not positive",
      "weights are positive at every t from 0 to T-1"
    ),
    (
      "error: weighted(by: \"log(t)\")", "the weight of step t = 0 of T = 8 is not a number",
      "weights are positive at every t from 0 to T-1"
    ),
    ("optimiser: adam(learning-rate: 0)", "'learning-rate' cannot be 0", "it takes a number greater than 0"),
    ("optimiser: adam(learning-rate: nan)", "'learning-rate' cannot be nan", "it takes a number greater than 0"),
    (
      "optimiser: adam(beta1: 1)", "'beta1' cannot be 1", "it takes a number between 0 and 1, both excluded"
    ),
    ("schedule: cosine(warm-up: 1)", "'warm-up' cannot be 1", "it takes a number from 0 to 0.9"),
    ("clipping: 0", "'clipping' cannot be 0", "it takes none, or a number greater than 0"),
    ("steps: 0", "'steps' cannot be 0", "it takes a whole number from 1 to 10000000"),
    ("batch: -1", "'batch' cannot be -1", "it takes a whole number from 1 to 65536"),
    ("records: 1", "'records' cannot be 1", "it takes a whole number from 2 to 10000"),
    (
      "search: learning-rate(rates: [0.1, -1])", "'rates' cannot be [0.1, -1]",
      "it takes a number greater than 0, or a list of such"
    ),
  ])
  func `get an error that names the setting, its value and what is allowed`(
    text: String, message: String, remedy: String
  ) throws {
    let problems = try trainingRun(text).problems
    #expect(problems.map(\.message) == [message])
    #expect(problems.map(\.remedy) == [remedy])
  }

  @Test(arguments: ["steps: 1e400", "clipping: -1e999", "search: learning-rate(rates: [0.1, 1e400])"])
  func `a number that is none is refused where it stands`(text: String) throws {
    let bytes = Array("run(\(text))".utf8)
    do {
      _ = try trainingRun(text)
      Issue.record("it was read")
    } catch let problem as SettingProblem {
      let number = String(decoding: bytes[problem.span], as: UTF8.self)
      #expect(problem.message == "'\(number)' is too large" && number.hasPrefix("1e"))
      #expect(problem.remedy == "numbers go up to 1.7e308")
    }
  }
}
