import Testing

@testable import Settings
@testable import Statistics
@testable import Theorems

@Suite("Laws of every theorem")
struct TheoremLawTests {
  @Test(arguments: Catalogue<any Theorem>.theorems.entries.map(\.name))
  func `its check holds, the same each time, with controls that fail`(name: String) throws {
    let theorem = try Catalogue<any Theorem>.theorems.make(isWhole ? name : Self.lighter[name] ?? name)
    let check = theorem.check()
    for evidence in check.evidence {
      #expect(evidence.verdict == (evidence.isControl ? .fails : .holds), "\(evidence.name)")
      let estimate = evidence.estimate
      #expect(estimate.lower <= estimate.value && estimate.value <= estimate.upper, "\(evidence.name)")
      #expect(estimate.count > 0, "\(evidence.name)")
    }
    #expect(check.verdict == .holds)
    #expect(check.evidence.contains { $0.isControl })
    #expect(Set(check.evidence.map(\.name)).count == check.evidence.count)
    let small = try Self.small(name)
    #expect(small.check() == small.check())
    #expect(Set(check.numbers.keys) == Set(type(of: theorem).numbers.keys))
    #expect(Set(check.series.keys) == Set(type(of: theorem).curves.keys))
    expectFinite(check)
  }

  /// The one that takes longest, with a quarter of its inputs, which its tolerance is made for.
  private static let lighter = ["perturbation": "perturbation(samples: 5000)"]

  /// The theorem with a check that takes little time.
  private static func small(_ name: String) throws -> any Theorem {
    let few = ["trials": 200, "samples": 1000, "descents": 200, "pairs": 2, "networks": 3]
    let settings = Catalogue<any Theorem>.theorems.declarations(of: name).compactMap { setting in
      few[setting.name].map { "\(setting.name): \($0)" }
    }
    return try Catalogue<any Theorem>.theorems.make("\(name)(\(settings.joined(separator: ", ")))")
  }

  private func expectFinite(_ check: TheoremCheck) {
    #expect(!check.numbers.isEmpty)
    for (number, value) in check.numbers { #expect(value.isFinite, "\(number)") }
    for (curve, series) in check.series {
      #expect(series.x.count == series.y.count && !series.y.isEmpty, "\(curve)")
      #expect((series.x + series.y).allSatisfy { $0.isFinite }, "\(curve)")
    }
  }
}

/// The settings that a chapter would give as `text`.
func settings(_ text: String) throws -> Settings {
  let value = try Value(parsing: text)
  return Settings(owner: value.head ?? "", arguments: value.arguments)
}

extension TheoremCheck {
  func verdict(of name: String) -> Verdict? { evidence.first { $0.name == name }?.verdict }
}
