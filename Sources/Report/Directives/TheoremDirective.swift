import Core

/// `{theorem}`: a statement, and the computation that checks it.
struct TheoremDirective: Directive {
  static let name = "theorem"
  static let summary = "states a theorem and runs its check with its negative controls"
  static let textOptions: Set<String> = ["title"]
  static let counter: String? = "Theorem"
  static let isJudged = true

  let call: DirectiveCall
  let offer: Offer?
  private let theorem: any Theorem
  private let canonical: Value
  private let title: String

  init(_ reading: DirectiveReading) {
    call = reading.call
    _ = reading.requiredLabel()
    let settings = reading.settings()
    theorem = settings.part(
      "check", from: Catalogue.theorems, default: "decomposition", required: true, help: "the check to run")
    canonical = settings.canonical.arguments.first?.value ?? Value(.name(""))
    title = settings.text("title", default: "", help: "a short name for the theorem")
    reading.finish(settings)
    offer = Offer(
      numbers: type(of: theorem).numbers, curves: type(of: theorem).curves)
  }

  var jobs: [Job] {
    [Job(description: "theorem \(canonical)", title: call.label ?? "", cost: 1e9) { _ in theorem.check() }]
  }

  private func check(from outcomes: [String: Outcome]) throws -> TheoremCheck? {
    guard let outcome = outcomes[jobs[0].description] else { return nil }
    return try ResultCoder.decode(TheoremCheck.self, from: outcome.result.get())
  }

  func dataset(from outcomes: [String: Outcome]) -> Dataset? {
    guard let offer else { return nil }
    let check = try? check(from: outcomes)
    return Dataset(offer: offer, results: [[check.map { Dataset.Result(numbers: $0.numbers, series: $0.series) }]])
  }

  func finding(in results: Results) -> Finding? {
    guard let check = try? check(from: results.outcomes), let first = check.evidence.first else { return nil }
    return Finding(
      id: call.label ?? "", title: title, verdict: check.verdict, quantity: first.quantity, estimate: first.estimate)
  }

  func entry(in results: Results) -> Manifest.Entry? {
    finding(in: results).map { .theorem(.init($0, evidence: (try? check(from: results.outcomes))?.evidence)) }
  }

  func blocks(in context: CarryingOut) throws -> [Block<Final>] {
    let check = try check(from: context.outcomes)
    let controls = check?.evidence.filter(\.isControl).count ?? 0
    let checks = (check?.evidence.count ?? 0) - controls
    return [
      .box(
        Box(
          kind: "theorem", id: context.anchor, title: context.title, name: title.isEmpty ? [] : [.text(title)],
          verdict: check?.verdict, body: try context.blocks(call.body),
          details: check.map {
            (
              "Checked by computation: \(Words.count(checks, "check")) and \(Words.count(controls, "negative control"))",
              [.table(table(of: $0.evidence))]
            )
          }))
    ]
  }

  private func table(of evidence: [TheoremCheck.Evidence]) -> Table<Final> {
    Table(
      alignments: [.left, .left, .right, .left, .right, .left],
      header: ["Check", "Quantity", "Estimate", "Holds when", "n", "Finding"].map { [.text($0)] },
      rows: evidence.map { item in
        let kind: [Inline<Final>] = item.isControl ? [.emphasis([.text("negative control: ")])] : []
        return [
          kind + [.text(item.summary)], [.text(item.quantity)], [.text(item.estimate.text)],
          [.text(item.allowed)], [.text(String(item.estimate.count))],
          item.isControl
            ? [.text(item.verdict == .fails ? "fails, as it should" : "does not fail")] : [.verdict(item.verdict)],
        ]
      })
  }
}
