import Basics
import Book
import Document
import Foundation
import Results
import Settings
import Statistics
import Store
import Syntax

/// `{calibration}`: how often the claims of the book would find something where nothing is there.
package struct CalibrationDirective: Directive {
  package static let name = "calibration"
  package static let summary =
    "measures how often the claims of the book find an effect where none exists, by swapping the sides of pairs at random, and how often their intervals hold the truth, on data drawn anew from theirs"
  package static let counter: String? = "Table"
  package static let example = """
    ```{experiment} tiny
    task: linear-functional(memory: exponential(rate: 0.2), length: 12)
    model: linear-rnn(width: 4)
    error: [squared, rescaled(power: 2)]
    steps: profile(quick: 10, standard: 100, full: 1000)
    batch: 8
    seeds: 1...4
    ```

    ```{claim} gain
    holds: tiny.longLagError[rescaled] < tiny.longLagError[squared]
    family: primary
    ```

    ```{calibration} own-error-rate
    replicates: 200

    How often this book would claim something false.
    ```

    Some primary claim is decided by chance in {value}`own-error-rate.familywiseErrorRate %.1f%%` of all cases.
    """

  private static let numbers = [
    "familywiseErrorRate": "how often any claim of the family is decided although no effect exists",
    "falseVerdicts": "how many of the other claims are decided on average although no effect exists",
    "leastCoverage": "the smallest share of intervals that contain the truth after swaps, over the claims",
    "greatestCoverage": "the largest share of intervals that contain the truth after swaps, over the claims",
    "leastResampledCoverage":
      "the smallest share of intervals that contain the truth on data drawn anew, over the claims",
    "greatestResampledCoverage":
      "the largest share of intervals that contain the truth on data drawn anew, over the claims",
    "leastFamilyCoverage": "the smallest share of intervals that contain the truth on data drawn anew, over the family",
    "greatestFamilyCoverage":
      "the largest share of intervals that contain the truth on data drawn anew, over the family",
    "leastFalseEquivalence":
      "the smallest share of cases in which sides that lie the margin apart count as equal, over the claims with a margin",
    "greatestFalseEquivalence":
      "the largest share of cases in which sides that lie the margin apart count as equal, over the claims with a margin",
    "claims": "the claims that can be tried, those between pairs of seeds",
  ]

  package let call: DirectiveCall
  package let offer: Offer? = {
    var offer = Offer(numbers: numbers)
    offer.followsVerdicts = true
    return offer
  }()
  private let family: String
  private let replicates: Int
  private let seed: Int

  package init(_ reading: DirectiveReading) {
    call = reading.call
    _ = reading.requiredLabel()
    let settings = reading.settings()
    family =
      settings.name(
        "family", default: "primary", allowed: "the name of a family of claims",
        help: "the claims whose joint error rate is measured"
      ).description
    replicates = settings.count(
      "replicates", default: 2000, 10...1_000_000,
      help: "how often the sides of all pairs are swapped at random, and new data are drawn")
    seed = settings.count("seed", default: 1, 0...Int(UInt32.max), help: "what swaps and data are drawn from")
    reading.finish(settings)
  }

  package var inputs: Inputs { Inputs(readsEveryVerdict: true) }

  /// The claims that can be tried: those over pairs of seeds.
  private static func claims(among findings: [Finding]) -> [(finding: Finding, inference: Inference)] {
    findings.compactMap { finding in
      guard let inference = finding.inference, inference.contrast.samples.count > 1, !finding.isExact else {
        return nil
      }
      return (finding, inference)
    }
  }

  package func reflection(on findings: [Finding], keptIn store: Store?) -> Dataset? {
    let claims = Self.claims(among: findings)
    guard let offer, !claims.isEmpty else { return nil }
    func encoded() throws -> Data { try ResultCoder.encode(numbers(of: claims)) }
    var need = CodeNeed(of: Self.self)
    need.words = Set(claims.map { type(of: $0.inference.comparison.test).name })
    let kept = try? store?.made(
      "calibration '\(call.label ?? "")'", as: description(of: claims), by: need, in: .builds, make: encoded)
    let known = kept.flatMap { try? ResultCoder.decode([String: Double].self, from: $0) }
    return Dataset(offer: offer, results: [[.init(numbers: known ?? numbers(of: claims))]])
  }

  /// Everything that the numbers depend on but the code.
  private func description(of claims: [(finding: Finding, inference: Inference)]) -> String {
    let lines = claims.map { finding, inference in
      let comparison = inference.comparison
      let margin = comparison.marginRange.map { "\($0)" } ?? "none"
      // Member by member, since the name of a private type differs from one process to the next.
      let test = Mirror(reflecting: comparison.test).children.map { "\($0.label ?? "") \($0.value)" }
      return "\(finding.id) in \(inference.family ?? "no family") by \(type(of: comparison.test).name) \(test) "
        + "at \(comparison.ownLevel), margin \(margin): \(inference.contrast.samples)"
    }
    return "calibration of \(family), \(replicates) replicates of seed \(seed)\n\(lines.joined(separator: "\n"))"
  }

  /// What others may cite, and the shares of each claim.
  private func numbers(of claims: [(finding: Finding, inference: Inference)]) -> [String: Double] {
    let result = Calibration(
      of: claims.map { _, inference in
        Calibration.Statement(
          samples: inference.contrast.samples, test: inference.comparison.test, level: inference.comparison.ownLevel,
          isJoint: inference.family == family)
      }, replicates: replicates, seed: UInt64(seed))
    let resampled = claims.map { $0.inference }.concurrentMap {
      ResampledClaim(of: $0, replicates: replicates, seed: UInt64(seed))
    }
    var numbers: [String: Double] = [
      "familywiseErrorRate": result.familywiseErrorRate, "falseVerdicts": result.falseVerdicts,
      "claims": Double(claims.count),
    ]
    let inFamily = claims.indices.filter { claims[$0].inference.family == family }
    let groups: [(name: String, shares: [Double])] = [
      ("Coverage", result.coverages), ("ResampledCoverage", resampled.map(\.coverage)),
      ("FamilyCoverage", inFamily.map { resampled[$0].coverage }),
      ("FalseEquivalence", resampled.compactMap(\.falseEquivalence)),
    ]
    for group in groups {
      numbers["least\(group.name)"] = group.shares.min() ?? .nan
      numbers["greatest\(group.name)"] = group.shares.max() ?? .nan
    }
    for (index, claim) in claims.enumerated() {
      let shares = [result.coverages[index], resampled[index].coverage, resampled[index].falseEquivalence]
      for (column, share) in zip(Column.allCases, shares) { numbers[column.name(of: claim.finding)] = share }
    }
    return numbers
  }

  /// What is measured of each claim.
  private enum Column: String, CaseIterable {
    case swapped = "coverage, swapped"
    case resampled = "coverage, drawn anew"
    case equivalence = "falsely equivalent"

    /// The name under which the share of one claim is kept.
    func name(of claim: Finding) -> String { "\(rawValue) of \(claim.id)" }
  }

  package func blocks(in context: CarryingOut) throws -> [Block<Final>] {
    let claims = Self.claims(among: context.results.findings)
    guard let numbers = context.results.datasets[call.label ?? ""]?.numbers(cell: 0, sample: 0) else {
      return try context.blocks(call.body) + [
        .paragraph([.text(context.language["No claim of this build can be tried."])])
      ]
    }
    let format = NumberFormat(digits: 3, isPercentage: true)
    let rows = claims.map { claim, inference -> [[Inline<Final>]] in
      let samples = inference.contrast.samples
      let level = format.text(of: inference.comparison.ownLevel)
      let shares = Column.allCases.map { column -> String in
        numbers[column.name(of: claim)].map { format.text(of: $0) } ?? "–"
      }
      let counts = [String(samples.count), String(samples.first?.count ?? 0)]
      let texts = counts + [inference.family.map { context.language[$0] } ?? "–", level] + shares
      return [context.statement(claim)] + texts.map { [Inline<Final>.text($0)] }
    }
    let columns = Column.allCases.map(\.rawValue)
    let names: [String] = (["Claim", "seeds", "cells", "family", "level"] + columns).map { context.language[$0] }
    let alignments: [ColumnAlignment] = [.left, .right, .right, .left, .right] + columns.map { _ in .right }
    let table = Table(alignments: alignments, header: names.map { [Inline<Final>.text($0)] }, rows: rows)
    let joint = claims.count { $0.inference.family == family }
    let caption = sentence(claims: claims.count, joint: joint, numbers, in: context.language)
    return [
      context.captioned(
        "table", [.table(table)], caption: try context.blocks(call.body) + [.paragraph([.text(caption)])])
    ]
  }

  private func sentence(claims: Int, joint: Int, _ numbers: [String: Double], in language: Language) -> String {
    let percent = NumberFormat(digits: 3, isPercentage: true)
    let rate = percent.text(of: numbers["familywiseErrorRate"] ?? .nan)
    let others = NumberFormat(digits: 2).text(of: numbers["falseVerdicts"] ?? .nan)
    let sentences = [
      language(
        "The sides of all pairs were swapped at random {1} times, so that no effect exists.", String(replicates)),
      joint == 0
        ? nil
        : language(
          "At least one of the {1} {2} claims was decided in {3} of them.", String(joint), language[family], rate),
      language("On average {2} of the {1} others were decided.", String(claims - joint), others),
      language[
        "As often, new data were drawn from the residuals of each claim (a smoothed bootstrap). A coverage is the share of the intervals of a claim, taken alone, that contained the truth; the last column is the share of new data that called both sides equal where they lay the whole margin apart."
      ],
    ]
    return sentences.compactMap(\.self).joined(separator: " ")
  }
}
