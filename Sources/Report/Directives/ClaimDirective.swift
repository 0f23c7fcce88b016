import Core

/// `{claim}`: a comparison of results whose verdict the data of the build decide.
struct ClaimDirective: Directive {
  static let name = "claim"
  static let summary = "states a claim as a comparison of results; its verdict follows from the data"
  static let textOptions: Set<String> = ["holds", "title"]
  static let counter: String? = "Claim"
  static let isNamedByLabel = true
  static let isJudged = true

  let call: DirectiveCall
  private let title: String
  private let comparison: Comparison?

  init(_ reading: DirectiveReading) {
    call = reading.call
    _ = reading.requiredLabel()
    let settings = reading.settings()
    let level = settings.number("level", default: 0.95, .openRange(0, 1), help: "coverage of the interval")
    let scale = settings.choice(
      "compare", default: Comparison.Scale.ratio, help: "whether the interval is of the ratio or of the difference")
    title = settings.text("title", default: "", help: "a short name for the claim")
    comparison = settings.value(
      "holds", default: nil, text: "poly.longLagError[rescaled] < poly.longLagError[squared]", required: true,
      allowed: "a comparison of results with <, <=, > or >=", help: "what must be so for the claim to hold",
      canonical: { _ in Value(.name("comparison")) }
    ) { given throws(SettingProblem) in
      guard case .string(let text) = given.kind else { return nil }
      return .some(try Comparison(parsing: text, base: given.span.lowerBound, scale: scale, level: level))
    }
    reading.finish(settings)
  }

  func check(among offers: [String: Offer]) -> [SettingProblem] { comparison?.check(among: offers) ?? [] }

  func finding(in results: Results) -> Finding? {
    guard let comparison else { return nil }
    let (verdict, estimate) = comparison.judge(results.datasets)
    return Finding(
      id: call.label ?? "", title: title, verdict: verdict, quantity: comparison.quantity,
      estimate: estimate)
  }

  func entry(in results: Results) -> Manifest.Entry? { finding(in: results).map { .claim(.init($0)) } }

  func blocks(in context: CarryingOut) throws -> [Block<Final>] {
    guard let comparison, let finding = finding(in: context.results) else { return [] }
    return [
      .box(
        Box(
          kind: "claim", id: context.anchor, title: context.title, name: title.isEmpty ? [] : [.text(title)],
          verdict: finding.verdict,
          body: try context.blocks(call.body) + [.paragraph(comparison.sentence(for: finding.estimate))],
          details: ("What was compared", [.code(language: "", text: comparison.text)])))
    ]
  }
}
