import Basics
import Book
import Document
import Errors
import Jobs
import Results
import Settings
import Statistics
import Syntax
import Theorems

/// `{sensitivity}`: the sensitivity profiles of errors, from their weights alone.
package struct SensitivityDirective: Directive {
  package static let name = "sensitivity"
  package static let summary = "computes how sensitive each error is to a deviation at each lag; nothing is trained"

  package static let counter: String? = "Sensitivity"
  package static let example = """
    ```{sensitivity} bias
    error: [squared, rescaled(power: 2)]
    length: 20
    ```
    """

  package let call: DirectiveCall
  package let offer: Offer?
  private let profiles: [SensitivityProfile]

  package init(_ reading: DirectiveReading) {
    call = reading.call
    _ = reading.requiredLabel()
    let settings = reading.settings()
    let errors = settings.parts(
      "error", from: Catalogue.errors, default: "squared", required: true, help: "the errors to compare")
    let length = settings.count("length", default: 100, 2...100_000, help: "steps T of a sequence")
    reading.finish(settings)
    let choices = errors.map { Offer.Choice(given: reading.written($0.given), canonical: $0.canonical) }
    profiles = errors.map { SensitivityProfile(weights: $0.element.weights(length: length)) }
    offer = Offer(
      numbers: [
        "meanLag": "mean lag of the profile, Σ s B(s) / Σ B(s), as a share of T",
        "halfBiasLag": "lag at which the profile falls to one half, as a share of T",
        "effectiveSampleShare": "share of the samples that the weights leave in effect, (Σw)² / (T Σw²)",
      ],
      curves: [
        "profile": Curve(
          "normalised sensitivity profile", x: "lag $s/T$", y: "sensitivity $B(s)/B(0)$"),
        "weights": Curve("weights", x: "time $t/T$", y: "weight $w_t$"),
      ],
      axes: [Offer.Axis(name: "error", choices: choices)], cells: choices.map { ["error": $0] },
      nonnegative: ["meanLag", "halfBiasLag", "effectiveSampleShare"],
      identities: choices.map { "profile of \($0.canonical) over \(length) steps" })
  }

  package func dataset(from outcomes: [String: Outcome]) -> Dataset? {
    guard let offer else { return nil }
    let results = profiles.map { profile -> [Dataset.Result?] in
      let length = Double(profile.values.count)
      let share = profile.values.indices.map { Double($0) / length }
      return [
        Dataset.Result(
          numbers: [
            "meanLag": profile.meanLag / length, "halfBiasLag": profile.halfBiasLag / length,
            "effectiveSampleShare": profile.effectiveSampleShare,
          ],
          series: [
            "profile": Series(x: share, y: profile.normalised), "weights": Series(x: share, y: profile.weights),
          ])
      ]
    }
    return Dataset(offer: offer, results: results)
  }

  package func blocks(in context: CarryingOut) throws -> [Block<Final>] {
    let rows = profiles.indices.map { index -> [[Inline<Final>]] in
      let choice = offer?.axes.first?.choices[index].given.description ?? ""
      return [[.text(index == 0 ? context.language["errors"] : "")], [.code(choice)]]
    }
    let length = profiles.first.map { String($0.values.count) } ?? ""
    let table = context.table(
      ["Setting", "Value"], rows: rows + [[[.text(context.language["length"])], [.text(length)]]])
    return [
      context.box(
        "experiment", body: try context.blocks(call.body),
        details: (
          context.language("{1}, from weights alone", context.language.count(profiles.count, "profile")),
          [.table(table)]
        ))
    ]
  }
}
