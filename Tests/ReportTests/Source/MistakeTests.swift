import Testing

@testable import Settings
@testable import Source

@Suite("The rule of a mistake")
struct MistakeTests {
  @Test func `is that of its kind, and no two kinds have the same`() {
    let kinds: [SettingProblem.Kind] = [
      .malformed, .unknownSetting, .missingSetting, .unknownName, .unsuitable, .repeated, .incompatible, .unresolved,
    ]
    #expect(Set(kinds.map { Rule($0) }).count == kinds.count)
    for kind in kinds {
      let problem = SettingProblem("wrong", remedy: "mend it", kind: kind, span: 1..<2)
      #expect(Mistake(problem).rule == Rule(kind))
      #expect(Mistake(problem, rule: .malformedRole).rule == .malformedRole)
    }
  }
}
