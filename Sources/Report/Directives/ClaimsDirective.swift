import Book
import Document
import Results
import Settings
import Source
import Syntax

/// `{claims}`: every statement with a verdict, and where its evidence is.
package struct ClaimsDirective: Directive {
  package static let name = "claims"
  package static let summary =
    "lists the theorems and claims of the book with verdict, estimate and evidence"
  package static let listsFindings = true
  package static let example = """
    ```{sensitivity} profile
    error: [squared, rescaled(power: 2)]
    length: 20
    ```

    ```{claim} shorter
    holds: profile.meanLag[squared] < profile.meanLag[rescaled]
    ```

    ```{claims}
    show: claims
    ```
    """

  private enum Kinds: String, CaseIterable { case all, theorems, claims }

  package let call: DirectiveCall
  private let kinds: Kinds
  private let labels: [Value]

  package init(_ reading: DirectiveReading) {
    call = reading.call
    let settings = reading.settings()
    kinds = settings.choice("show", default: .all, help: "which of them are listed")
    labels = settings.names(
      "of", default: "", allowed: "labels of theorems and claims", help: "only these, in this order"
    ).filter { $0.given != nil }
    reading.finish(settings)
  }

  package var inputs: Inputs {
    labels.isEmpty ? Inputs(readsEveryVerdict: true) : Inputs(verdicts: labels.map(\.description))
  }

  package func check(in index: BookIndex) -> [Mistake] {
    labels.filter { !index.judged.contains($0.description) }.map { label in
      Mistake(
        .unresolvedReference, "no theorem or claim is called '\(label)'",
        remedy: Suggestion.remedy(for: label.description, among: Array(index.judged)), span: label.span)
    }
  }

  package func blocks(in context: CarryingOut) throws -> [Block<Final>] {
    var findings = context.results.findings.filter { finding in
      kinds == .all || (kinds == .claims) == (finding.kind == .claim)
    }
    if !labels.isEmpty {
      findings = labels.compactMap { label in findings.first { $0.id == label.description } }
    }
    return try context.blocks(call.body) + context.table(of: findings)
  }
}
