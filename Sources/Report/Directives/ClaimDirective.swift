import Book
import Document
import Results
import Settings
import Source
import Statistics
import Store
import Syntax

/// `{claim}`: a comparison of results whose verdict the data of the build decide.
package struct ClaimDirective: Directive {
  package static let name = "claim"
  package static let summary =
    "states a claim as a comparison of results; its verdict follows from the data by the declared test"
  package static let textOptions: Set<String> = ["holds", "title"]
  package static let counter: String? = "Claim"
  package static let example = """
    ```{sensitivity} weights
    error: [squared, rescaled(power: 2)]
    length: 20
    ```

    ```{claim} later
    holds: weights.meanLag[rescaled] > weights.meanLag[squared]
    compare: difference
    test: bootstrap(level: 0.99)

    Rescaling looks at longer lags.
    ```

    The mean lag grows by {value}`later.difference %.1f%%` of the length.
    """

  package let call: DirectiveCall
  package let isJudged = true
  package let offer: Offer?
  private let title: Template
  private let comparison: Comparison?
  private let family: String?

  package init(_ reading: DirectiveReading) {
    call = reading.call
    _ = reading.requiredLabel()
    let settings = reading.settings()
    var comparison = settings.value(
      "holds", default: nil, text: "poly.longLagError[rescaled] < poly.longLagError[squared]", required: true,
      allowed: "a comparison of results with <, <=, >, >= or ~",
      help: "the comparison that must be true for the claim to hold",
      canonical: { _ in Value(.name("comparison")) }
    ) { given throws(SettingProblem) -> Comparison?? in
      guard case .string(let text) = given.kind else { return nil }
      return .some(try Comparison(parsing: text, base: given.span.lowerBound))
    }
    let test = settings.part(
      "test", from: Catalogue.tests, default: StudentTest.name, help: "the test that decides")
    let pairing = settings.choice(
      "pairs", default: Comparison.Pairing.seed,
      help: "whether both sides are compared seed by seed, or as samples without pairs")
    let scale = settings.choice(
      "compare", default: Comparison.Scale.ratio,
      help: "the quantity of the interval; by default a ratio, or the left side itself if the right side is a number")
    let diverged = settings.optionalNumber(
      "diverged", help: "the value of a run that diverged; without it, such a run leaves the claim undecided")
    let margin = settings.optionalNumber(
      "margin",
      help:
        "how far apart both sides may lie and count as equal: a factor for a ratio, else a distance; decides '~' and *equivalent*"
    )
    let looks = settings.count(
      "looks", default: 1, 1...1000,
      help: "how often you look at the data while adding seeds; the level is corrected for it")
    family =
      settings.name(
        "family", allowed: "a name for claims that are judged together",
        help: "claims of one family are judged together, so that the level holds for all of them (Holm)"
      ).given?.description
    let stance = settings.choice(
      "stance", default: Comparison.Stance.for,
      help: "what the claim, if it holds, says of what the book proposes; the colour of its interval follows from it")
    title = reading.template("title", in: settings, help: "a short name for the claim")
    reading.finish(settings)
    comparison?.test = test
    comparison?.pairing = pairing
    comparison?.diverged = diverged
    comparison?.margin = margin
    comparison?.looks = looks
    comparison?.stance = stance
    if settings.has("compare") { comparison?.scale = scale }
    self.comparison = comparison
    offer = comparison.map { Self.offer(of: $0.scale) } ?? .unknown
  }

  /// What sentences cite of a claim: the estimate by its scale, as in `C1.ratio`, and its interval.
  private static func offer(of scale: Comparison.Scale) -> Offer {
    var offer = Offer(numbers: [
      scale.rawValue: "the \(scale.rawValue) that decides the claim", "lower": "the lower end of its interval",
      "upper": "the upper end of its interval", "level": "the level of its interval",
    ])
    offer.followsVerdicts = true
    return offer
  }

  package func check(in index: BookIndex) -> [Mistake] { comparison?.check(among: index.offers) ?? [] }

  package var inputs: Inputs { Inputs(results: comparison?.sources ?? []) }

  package func finding(in results: Results) -> Finding? {
    guard let comparison else { return nil }
    let contrast = comparison.contrast(results.datasets)
    let holes = comparison.sources.reduce(0) { $0 + (results.datasets[$1]?.holes ?? 0) }
    var finding = Finding(
      id: call.label ?? "", title: title, inference: Inference(comparison, contrast, family: family),
      holes: contrast.mean.value.isFinite ? 0 : holes)
    finding.isRefused = comparison.sources.contains { results.datasets[$0]?.isRefused == true }
    return finding
  }

  package func reflection(on findings: [Finding], keptIn store: Store?) -> Dataset? {
    guard let offer, let comparison, let finding = findings.first(where: { $0.id == call.label }) else { return nil }
    let estimate = finding.estimate
    let numbers = [
      comparison.scale.rawValue: estimate.value, "lower": estimate.lower, "upper": estimate.upper,
      "level": finding.inference?.level ?? .nan,
    ]
    var dataset = Dataset(offer: offer, results: [[.init(numbers: numbers)]], holes: finding.holes)
    dataset.isRefused = finding.isRefused
    return dataset
  }

  package func entries(in results: Results) -> Manifest.Entries {
    Manifest.Entries(claims: results.finding(call.label).map { [.init($0)] } ?? [])
  }

  package func blocks(in context: CarryingOut) throws -> [Block<Final>] {
    guard let comparison, let finding = context.results.finding(call.label) else { return [] }
    let language = context.language
    let remark = comparison.divergedSentence(of: context.results.datasets, in: language)
    let isDecided = finding.isExact && finding.estimate.value.isFinite
    let exactness =
      isDecided ? language["No training run decides this: it follows from weights and from checks of theorems."] : ""
    let remarks = [remark, exactness].filter { !$0.isEmpty }
    let sentence = Block<Final>.paragraph([.text(([finding.sentence(in: language)] + remarks).joined(separator: " "))])
    return [context.result(finding, remarks: try context.blocks(call.body) + [sentence], source: comparison.text)]
  }
}
