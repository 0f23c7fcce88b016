import Testing

@testable import Numerics
@testable import Settings
@testable import Statistics
@testable import Tasks

@Suite("Linear functionals")
struct LinearFunctionalTests {
  @Test(arguments: ["gaussian", "sign", "uniform"])
  func `inputs are white with unit variance, so zero output has the error of the closed form`(inputs: String) throws {
    let task = try Catalogue.tasks.make("linear-functional(length: 20, inputs: \(inputs))")
    let (_, targets) = draw(task, 20_000)
    let memory = try #require(task.memory)
    for time in [0, 7, 19] {
      let expected = memory[...time].reduce(0) { $0 + $1 * $1 }
      #expect(abs(mean(targets.row(time, 0).map { $0 * $0 }) / expected - 1) < 0.05)
    }
  }

  @Test func `the step is the time between lags`() throws {
    let task = try Catalogue.tasks.make("linear-functional(memory: \"s\", length: 4, step: 0.5)")
    #expect(task.memory == [0, 0.5, 1, 1.5])
  }

  @Test(arguments: [
    ("linear-functional(length: 0)", ["'length' cannot be 0", "it takes a whole number from 1 to 16384", "0"]),
    (
      "linear-functional(memory: \"1/s\")",
      [
        "the memory function is not a finite number at s = 0", "choose one that is finite at every lag from 0",
        "linear-functional(memory: \"1/s\")",
      ]
    ),
    (
      "linear-functional(memory: shift(lag: 50), length: 10)",
      [
        "the memory function is 0 at every lag of a sequence of 10 steps",
        "make the sequence longer, or the step larger", "linear-functional(memory: shift(lag: 50), length: 10)",
      ]
    ),
  ])
  func `a bad task is refused at its place`(text: String, expected: [String]) {
    #expect(complaint(about: text, in: .tasks) == expected)
  }
}
