import Testing

@testable import Settings
@testable import Statistics

@Suite("Plans of seeds")
struct SeedPlanTests {
  private func seeds(_ text: String) throws -> (chosen: ChosenSeeds, problems: [SettingProblem]) {
    let argument = Argument(label: "seeds", value: try Value(parsing: text))
    let settings = Settings(owner: "experiment", arguments: [argument])
    let chosen = settings.seeds("seeds", default: [1, 2], help: "")
    return (chosen, settings.finish())
  }

  @Test(arguments: [
    ("3", [3]), ("4...6", [4, 5, 6]), ("[1, 5]", [1, 5]), ("consecutive(count: 3, first: 1001)", [1001, 1002, 1003]),
    ("consecutive(2)", [1, 2]),
  ])
  func `seeds are listed or follow from a first one`(text: String, expected: [Int]) throws {
    let (chosen, problems) = try seeds(text)
    #expect(problems.isEmpty && chosen.seeds == expected && chosen.reason == nil)
  }

  /// As in the tests of inference, a distance of 0.5 deviations takes 34 seeds with a probability of 0.8.
  @Test func `as many seeds are planned as decide the ratio`() throws {
    let text = "planned(ratio: 0.6065306597126334, deviation: 1, probability: 0.8, first: 7)"
    let (chosen, problems) = try seeds(text)
    #expect(problems.isEmpty && chosen.seeds == Array(7..<41))
    #expect(chosen.reason?.contains("34 seeds") == true)
    let mirrored = try seeds("planned(ratio: 1.6487212707001282, deviation: 1, probability: 0.8, first: 7)")
    #expect(mirrored.chosen.seeds == chosen.seeds)
    #expect(try seeds("planned(ratio: 0.5, deviation: 0.01, least: 12)").chosen.seeds.count == 12)
  }

  @Test func `a larger spread, a surer decision and a smaller effect take more seeds`() throws {
    func count(_ text: String) throws -> Int { try seeds("planned(\(text))").chosen.seeds.count }
    let base = try count("ratio: 0.8, deviation: 0.4")
    #expect(try count("ratio: 0.8, deviation: 0.6") > base)
    #expect(try count("ratio: 0.9, deviation: 0.4") > base)
    #expect(try count("ratio: 0.8, deviation: 0.4, probability: 0.99") > base)
    #expect(try count("ratio: 0.8, deviation: 0.4, level: 0.99") > base)
  }

  @Test(arguments: [
    ("planned(ratio: 1)", "more than 200 seeds would be needed to tell a ratio of 1 from 1"),
    ("planned(ratio: 0.99, most: 20)", "more than 20 seeds would be needed to tell a ratio of 0.99 from 1"),
    ("planned(least: 300)", "'least' is more than 'most'"), ("plan(3)", "unknown plan of seeds 'plan'"),
    ("consecutive(count: 0)", "'count' cannot be 0"), ("some", "'seeds' cannot be some"),
    ("planned(ratio: -1)", "'ratio' cannot be -1"), ("1...20000", "'seeds' has more than 10000 values"),
  ])
  func `a plan that cannot be kept is refused`(text: String, message: String) throws {
    #expect(try seeds(text).problems.first?.message == message)
  }
}
