import Testing

@testable import Definitions
@testable import Equations
@testable import Errors
@testable import Models
@testable import Networks
@testable import Numerics
@testable import Settings
@testable import Statistics
@testable import Tasks
@testable import Theorems
@testable import Training

@Suite("Properties that a chapter states")
struct PropertyTests {
  private func check(_ statement: String, _ settings: String = "trials: 300") throws -> TheoremCheck {
    let text = statement.split(separator: "\n").joined(separator: "; ")
    return try Catalogue<any Theorem>.theorems.make("property(\(settings), statement: \"\(text)\")").check()
  }

  private static let decomposition = """
    for w[12] ~ uniform(0, 1), d[12] ~ gaussian
    sum(t, 0, 11, w[t] * sum(s, 0, t, d[s]^2)) = sum(s, 0, 11, sum(t, s, 11, w[t]) * d[s]^2)
    """
  private static let ordering = """
    for w[12] ~ uniform(0.001, 1), g[12] ~ uniform(0, 1), s in 1...11
    v[t] = w[t] * (1 + sum(k, 0, t, g[k]))
    sum(t, s, 11, w[t]) / sum(t, 0, 11, w[t]) <= sum(t, s, 11, v[t]) / sum(t, 0, 11, v[t])
    """

  @Test func `the identity of the decomposition holds, as the built-in check finds`() throws {
    let found = try check(Self.decomposition + "\ncontrol d[s] -> d[s] + 0.1 * d[11]")
    #expect(found.verdict == .holds)
    #expect(found.evidence.map(\.verdict) == [.holds, .fails])
    #expect(
      try Catalogue<any Theorem>.theorems.make("decomposition(longest: 6, samples: 50000)").check().verdict == .holds)
  }

  @Test func `the ordering of rescaled profiles holds, as the built-in check finds`() throws {
    let found = try check(Self.ordering + "\ncontrol v[t] -> w[t] / (1 + sum(k, 0, t, g[k]))")
    #expect(found.verdict == .holds)
    #expect(try Catalogue<any Theorem>.theorems.make("rescaling(trials: 50)").check().verdict == .holds)
  }

  @Test func `without a control, or with one that does not fail, nothing is decided`() throws {
    #expect(try check(Self.decomposition).verdict == .undecided)
    #expect(try check(Self.decomposition + "\ncontrol d[s] -> 1 * d[s]").verdict == .undecided)
  }

  @Test func `what is false fails`() throws {
    #expect(try check("for x ~ gaussian\nx^2 = abs(x)\ncontrol x -> x + 1").verdict == .fails)
    #expect(try check("for x ~ gaussian\nx < abs(x)\ncontrol x -> x - 100").verdict == .fails)
  }

  @Test func `all cases of finite domains are tried`() throws {
    let found = try check("for x[4] in {-1, 1}, k in 0...3\nx[k]^2 = 1\ncontrol x[i] -> 0.5 * x[i]", "trials: all")
    #expect(found.verdict == .holds)
    #expect(found.numbers["cases"] == 64)
    #expect(throws: SettingProblem.self) { try check("for x ~ gaussian\nx = x\ncontrol x -> x + 1", "trials: all") }
  }
}
