import Definitions
import Equations
import Settings

/// A statement that a chapter writes down, checked on random cases or on all of them, with its negative controls.
package struct PropertyTheorem: Theorem {
  package static let name = "property"
  package static let summary = "a comparison of two sides that the chapter writes below it, with its negative controls"

  package static let numbers: [String: String] = [
    "cases": "cases that were tried", "heldShare": "share of the cases in which the statement holds",
    "largestDifference": "largest relative difference of the two sides",
    "controlFailureShare": "share of the cases in which the first control fails",
  ]
  package static let curves: [String: Curve] = [:]

  private let trials: Int?
  private let tolerance: Double
  private let seed: Int
  private let property: PropertyDefinition?

  package init(settings: Settings) {
    trials = settings.value(
      "trials", default: 1000, text: "1000", allowed: "a whole number from 1 to 1000000, or all",
      help: "random cases, or all of finitely many",
      canonical: { $0.map { Value(.number(Double($0))) } ?? Value(.name("all")) }
    ) { (given) -> Int?? in
      switch given.kind {
      case .name("all"): .some(nil)
      case .number(let number): Int(exactly: number).flatMap { (1...1_000_000).contains($0) ? .some($0) : nil }
      default: nil
      }
    }
    tolerance = settings.number(
      "tolerance", default: 1e-10, .range(0...1), help: "the relative difference that rounding may make")
    seed = settings.count("seed", default: 1, 0...1_000_000, help: "seed of the random cases")
    let standard = "for x ~ gaussian; x + x = 2 * x; control x -> x + 1"
    let text = settings.value(
      "statement", default: standard, text: "\"\(standard)\"", allowed: "a property between quotes",
      help: "the statement; what the body of the directive says takes its place", canonical: { Value(.string($0)) }
    ) { given in if case .string(let text) = given.kind { text } else { nil } }
    var problems: [DefinitionProblem] = []
    property = PropertyDefinition(
      [DefinitionLine(text)], within: .canonical, span: settings.span, problems: &problems)
    problems.forEach {
      settings.report(
        SettingProblem($0.problem.message, remedy: $0.problem.remedy, kind: $0.problem.kind, span: settings.span))
    }
    if trials == nil, settings.has("statement"), let property, property.cases == nil {
      settings.report(
        SettingProblem(
          "this statement has no end of cases, or more than a million",
          remedy: "try random ones, as trials: 1000, or let every variable be in a set",
          kind: .unsuitable, span: settings.span))
    }
  }

  package func check() -> TheoremCheck {
    guard let property else { return TheoremCheck(evidence: []) }
    let findings = property.findings(trials: trials, tolerance: tolerance, seed: seed)
    let cases = trials.map { "\($0) random cases" } ?? "all \(property.cases ?? 0) cases"
    func evidence(_ finding: PropertyDefinition.Findings, control: Int?) -> TheoremCheck.Evidence {
      let name = control.map { "control \($0 + 1)" } ?? "statement"
      let summary = control.map { "\(cases) with \(property.controls[$0].dropFirst("control ".count))" } ?? cases
      if property.relation == .equal {
        return .agreement(
          name, summary, isControl: control != nil, differences: finding.differences, tolerance: tolerance)
      }
      var trials = Trials()
      for index in 0..<finding.count { trials.record(index < finding.held) }
      return .everyTrial(name, summary, isControl: control != nil, trials)
    }
    let controls = findings.indices.dropFirst().map { evidence(findings[$0], control: $0 - 1) }
    var numbers: [String: Double] = [
      "cases": Double(findings[0].count), "heldShare": Double(findings[0].held) / Double(max(findings[0].count, 1)),
      "largestDifference": findings[0].differences.max() ?? 0,
    ]
    if findings.count > 1 {
      numbers["controlFailureShare"] = Double(findings[1].count - findings[1].held) / Double(max(findings[1].count, 1))
    }
    return TheoremCheck(evidence: [evidence(findings[0], control: nil)] + controls, numbers: numbers)
  }
}
