import Foundation
import Testing

@testable import Settings
@testable import Training

@Suite("Schedules")
struct ScheduleTests {
  /// The factors of `steps` steps, all with the same error.
  private func factors(_ text: String, steps: Int, errors: (Int) -> Double = { _ in 1 }) throws -> [Double] {
    let schedule = try Catalogue.schedules.make(text)
    var state = ScheduleState()
    return (0..<steps).map { step in
      defer { schedule.observe(errors(step), &state) }
      return schedule.factor(at: step, of: steps, state)
    }
  }

  @Test(arguments: examples(of: .schedules))
  func `a schedule keeps to the learning rate or below, and above 0`(text: String) throws {
    #expect(try factors(text, steps: 1000).allSatisfy { $0 > 0 && $0 <= 1 })
    #expect(try factors(text, steps: 1) == [1])
  }

  @Test func `a cosine rises in a line and falls to its end`() throws {
    let factors = try factors("cosine(warm-up: 0.2, final: 0.1)", steps: 100)
    for step in 0..<20 { #expect(abs(factors[step] - Double(step + 1) / 20) < 1e-12) }
    #expect(factors[20] == 1)
    #expect(abs(factors[60] - 0.55) < 1e-12)
    for step in 20..<100 {
      #expect(abs(factors[step] - (0.1 + 0.9 * pow(cos(.pi / 2 * Double(step - 20) / 80), 2))) < 1e-12)
    }
  }

  @Test func `a plateau lowers the rate after its windows without improvement, down to the least`() throws {
    let text = "plateau(factor: 0.5, window: 10, wait: 2, least: 0.3)"
    let flat = try factors(text, steps: 80)
    #expect(flat[..<30].allSatisfy { $0 == 1 } && flat[30..<50].allSatisfy { $0 == 0.5 })
    #expect(flat[50...].allSatisfy { $0 == 0.3 })
    let falling = try factors(text, steps: 80) { pow(0.99, Double($0)) }
    #expect(falling.allSatisfy { $0 == 1 })
  }

  @Test func `a run follows its schedule`() throws {
    let text = "task: linear-functional(length: 8), model: linear-rnn(width: 2), batch: 4, steps: 10, optimiser: sgd"
    let plain = try trainingRun(text).run.train().parameters
    #expect(try trainingRun(text + ", schedule: plateau").run.train().parameters == plain)
    #expect(try trainingRun(text + ", schedule: cosine").run.train().parameters != plain)
  }
}
