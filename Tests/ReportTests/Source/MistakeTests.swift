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

  /// A list of runs has no rules, so `Jobs`, which reads it, is left out.
  @Test func `is never there for want of another: what finds a mistake says its kind`() {
    #expect(ReportSources.all.count > 100)
    for (path, text) in ReportSources.all where !path.hasPrefix("Jobs/") {
      for start in text.ranges(of: "SettingProblem(") {
        let call = Self.call(from: text[start.upperBound...])
        #expect(call.contains("kind: "), "\(path): SettingProblem(\(call)")
      }
    }
  }

  /// The text up to the parenthesis that closes the call.
  private static func call(from text: Substring) -> Substring {
    var depth = 1
    let end = text.firstIndex { character in
      if character == "(" { depth += 1 }
      if character == ")" { depth -= 1 }
      return depth == 0
    }
    return text[..<(end ?? text.endIndex)]
  }
}
