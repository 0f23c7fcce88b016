import Foundation
import Testing

@testable import Results
@testable import Settings
@testable import Source
@testable import Statistics
@testable import Syntax

@Suite("Comparing results")
struct ComparisonTests {
  /// A directive with an axis of two values and as many seeds as samples.
  private func dataset(_ left: [Double], _ right: [Double], isExact: Bool = false) -> Dataset {
    let choices = ["squared", "rescaled(power: 2)"].map { text in
      let value = (try? Value(parsing: text)) ?? Value(.name(text))
      return Offer.Choice(given: value, canonical: value)
    }
    let offer = Offer(
      numbers: ["error": "an error"], axes: [Offer.Axis(name: "error", choices: choices)],
      cells: choices.map { ["error": $0] }, seeds: isExact ? [] : Array(left.indices))
    return Dataset(offer: offer, results: [left, right].map { $0.map { .init(numbers: ["error": $0]) } })
  }

  private func judge(_ text: String, _ dataset: Dataset, scale: Comparison.Scale = .ratio) throws -> (Verdict, Estimate)
  {
    var comparison = try Comparison(parsing: text)
    comparison.scale = scale
    return judge(comparison, ["d": dataset])
  }

  private func judge(_ comparison: Comparison, _ datasets: [String: Dataset]) -> (Verdict, Estimate) {
    let inference = Inference(comparison, comparison.contrast(datasets), family: nil)
    return (inference.verdict, inference.estimate)
  }

  @Test(arguments: [
    ("d.error[squared] < d.error[rescaled]", Verdict.holds), ("d.error[squared] > d.error[rescaled]", .fails),
    ("d.error[rescaled] > d.error[squared]", .holds), ("2 * d.error[squared] < d.error[rescaled]", .undecided),
  ])
  func `is decided by the interval of the pairs`(text: String, verdict: Verdict) throws {
    let pairs = dataset([1, 2, 3, 4, 5], [2.1, 3.9, 6.2, 7.8, 10.1])
    #expect(try judge(text, pairs).0 == verdict)
  }

  @Test func `pairs by seed, so that what all seeds share does not count`() throws {
    let pairs = dataset([1, 10, 100, 1000, 10_000], [1.1, 11, 110, 1100, 11_000])
    let (verdict, estimate) = try judge("d.error[squared] < d.error[rescaled]", pairs)
    #expect(verdict == .holds)
    #expect(abs(estimate.value - 1 / 1.1) < 1e-12)
    #expect(estimate.count == 5)
  }

  @Test func `one seed decides nothing, one exact number does`() throws {
    #expect(try judge("d.error[squared] < d.error[rescaled]", dataset([1], [2])).0 == .undecided)
    #expect(try judge("d.error[squared] < d.error[rescaled]", dataset([1], [2], isExact: true)).0 == .holds)
    #expect(try judge("d.error[squared] < 1", dataset([1], [2], isExact: true)).0 == .fails)
    #expect(try judge("d.error[squared] <= 1", dataset([1], [2], isExact: true)).0 == .holds)
  }

  @Test func `a run that diverged leaves it undecided, or counts as its author says`() throws {
    let pairs = dataset([0.1, 0.2, 0.3, 0.4], [0.2, 0.4, 0.6, 0.8])
    var results = (0..<2).map { cell in
      (0..<4).map { Dataset.Result?.some(.init(numbers: pairs.numbers(cell: cell, sample: $0))) }
    }
    var lost = Dataset.Result(numbers: [:])
    results[1][3] = lost
    var comparison = try Comparison(parsing: "d.error[squared] < d.error[rescaled]")
    comparison.diverged = 1
    // What failed or gave no number for another reason stays missing.
    #expect(judge(comparison, ["d": Dataset(offer: pairs.offer, results: results)]).1.value.isNaN)
    lost.hasDiverged = true
    results[1][3] = lost
    let datasets = ["d": Dataset(offer: pairs.offer, results: results)]
    let (verdict, estimate) = judge(comparison, datasets)
    #expect(verdict == .holds && abs(estimate.value - exp((3 * log(0.5) + log(0.4)) / 4)) < 1e-12)
    #expect(comparison.divergedSentence(of: datasets) == "1 run diverged and counts as 1.")
    comparison.diverged = nil
    #expect(judge(comparison, datasets).0 == .undecided && comparison.divergedSentence(of: datasets) == "")
  }

  @Test func `of a number is of the value itself`() throws {
    let pairs = dataset([2.8, 3, 3.2], [0, 0, 0])
    let comparison = try Comparison(parsing: "d.error[squared] > 1")
    #expect(comparison.scale == .value && comparison.quantity == "value" && comparison.bounds.lower == 1)
    let (verdict, estimate) = judge(comparison, ["d": pairs])
    #expect(verdict == .holds && abs(estimate.value - 3) < 1e-12)
    var wrong = try Comparison(parsing: "d.error[squared] > d.error[rescaled]")
    wrong.scale = .value
    let mistakes = wrong.check(among: ["d": pairs.offer]).map(\.message)
    #expect(mistakes == ["'compare: value' needs a number on the right"])
  }

  @Test func `without pairs what all seeds share counts`() throws {
    let pairs = dataset([1, 10, 100, 1000, 10_000], [1.1, 11, 110, 1100, 11_000])
    for test in ["bootstrap", "student(level: 0.9)"] {
      var comparison = try Comparison(parsing: "d.error[squared] < d.error[rescaled]")
      comparison.pairing = .none
      comparison.test = try Catalogue.tests.make(test)
      let (verdict, estimate) = judge(comparison, ["d": pairs])
      #expect(verdict == .undecided)
      #expect(abs(estimate.value - 1 / 1.1) < 1e-12)
    }
  }

  @Test func `the declared test makes the interval`() throws {
    var comparison = try Comparison(parsing: "d.error[squared] < d.error[rescaled]")
    comparison.scale = .difference
    comparison.test = try Catalogue.tests.make("student")
    let estimate = judge(comparison, ["d": dataset([1, 2, 3, 4, 5], [0, 0, 0, 0, 0])]).1
    // Mean 3, standard error √(2.5 / 5), Student's quantile 2.776445 for 4 degrees of freedom.
    #expect(abs(estimate.lower - (3 - 2.776445 * 0.5.squareRoot())) < 1e-5)
    #expect(abs(estimate.upper - (3 + 2.776445 * 0.5.squareRoot())) < 1e-5)
  }

  @Test func `a missing number, and a ratio of what is not positive, decide nothing`() throws {
    #expect(try judge("d.error[squared] < d.error[rescaled]", dataset([1, .nan], [2, 2])).0 == .undecided)
    #expect(try judge("d.error[squared] < d.error[rescaled]", dataset([-1, -1], [2, 2])).0 == .undecided)
    let difference = try judge(
      "d.error[squared] < d.error[rescaled]", dataset([-1, -1.1], [2, 2]), scale: .difference)
    #expect(difference.0 == .holds)
  }

  @Test(arguments: [
    ("d.error < d.error[squared]", "'d.error' is 2 cells by 2 seeds here, which does not pair with 1 by 2"),
    ("d.eror < 1", "'d' has no number 'eror'"), ("e.error < 1", "no result is called 'e'"),
    ("d.error[colour: 1] < 1", "'d' has no axis 'colour'"), ("d.error[cubed] < 1", "'d' has no result for 'cubed'"),
  ])
  func `what cannot be compared is told before anything runs`(text: String, message: String) throws {
    let offers = ["d": dataset([1, 2], [3, 4]).offer]
    let problems = try Comparison(parsing: text).check(among: offers)
    let sides = text.hasPrefix("d.error <") ? [] : [message]
    #expect(problems.map(\.message) == sides)
  }

  @Test func `cells of one formula must pair`() throws {
    let offers = ["d": dataset([1, 2], [3, 4]).offer]
    let problems = try Comparison(parsing: "d.error - d.error[squared] < 0").check(among: offers)
    #expect(problems.map(\.span) == [10..<11])
  }

  @Test(arguments: [
    ("d.error[squared] ~ d.error[rescaled]", 1.1, Verdict.holds),
    ("d.error[squared] ~ d.error[rescaled]", 1.001, .undecided),
    ("2 * d.error[squared] ~ d.error[rescaled]", 1.1, .fails),
    ("d.error[squared] < d.error[rescaled]", 1.1, .equivalent),
    ("2 * d.error[squared] < d.error[rescaled]", 1.1, .fails),
  ])
  func `equality within a margin is a separate verdict`(text: String, margin: Double, expected: Verdict) throws {
    var comparison = try Comparison(parsing: text)
    comparison.margin = margin
    let pairs = dataset([1, 2, 3, 4, 5], [1.01, 1.98, 3.02, 3.97, 5.05])
    #expect(judge(comparison, ["d": pairs]).0 == expected)
  }

  @Test(
    arguments: [
      ("d.error[squared] ~ d.error[rescaled]", nil, "'~' needs a margin"),
      ("d.error[squared] < d.error[rescaled]", 0.9, "a margin of 0.9 is too small"),
      ("d.error[squared] < 1", -1, "a margin of -1 is too small"),
    ] as [(String, Double?, String)])
  func `a margin must leave room`(text: String, margin: Double?, message: String) throws {
    var comparison = try Comparison(parsing: text)
    comparison.margin = margin
    #expect(comparison.check(among: ["d": dataset([1, 2], [3, 4]).offer]).map(\.message) == [message])
  }

  /// Single p-values near 0.03 and 0.001: alone both decide, together the weaker must stay below 0.05 / 1 only after the stronger.
  @Test func `claims of a family are judged together`() throws {
    func finding(_ id: String, _ family: String?, _ left: [Double]) throws -> Finding {
      let comparison = try Comparison(parsing: "d.error[squared] < d.error[rescaled]")
      let contrast = comparison.contrast(["d": dataset(left, [1, 1, 1, 1, 1])])
      return Finding(
        id: id, title: Template("", start: 0, file: SourceFile(path: "", text: "")),
        inference: Inference(comparison, contrast, family: family), holes: 0)
    }
    let (weak, weaker) = ([0.6, 0.8, 0.7, 0.95, 0.8], [0.55, 1.02, 0.7, 0.98, 0.8])
    let alone = try [finding("a", nil, weak), finding("b", nil, weaker), finding("c", nil, weaker)].judgedInFamilies()
    #expect(alone.map(\.verdict) == [.holds, .undecided, .undecided])
    let together = try [
      finding("a", "primary", weak), finding("b", "primary", weaker), finding("c", "primary", weaker),
    ]
    .judgedInFamilies()
    #expect(together.map(\.verdict) == [.undecided, .undecided, .undecided])
    #expect(together[0].estimate.upper > alone[0].estimate.upper)
    #expect(together[0].sentence().contains("One of 3 primary claims that are judged together (Holm): p = 0.0"))
    #expect(together[0].sentence().contains("seeds would decide it"), "\(together[0].sentence())")
  }
}
