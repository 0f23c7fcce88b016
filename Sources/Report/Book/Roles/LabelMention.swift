import Basics
import Document
import Settings
import Source

/// The label that a role mentions, with its place.
package struct LabelMention: Sendable {
  package let label: String
  private let span: Range<Int>

  package init(_ call: RoleCall) {
    label = call.text.trimmed
    span = call.textSpan
  }

  /// The mistake of mentioning what is not among `known`; `message` says what was looked for.
  package func problems(unlessAmong known: some Collection<String>, _ message: String) -> [Mistake] {
    if known.contains(label) { return [] }
    let remedy = known.isEmpty ? "give a label to what is meant" : Suggestion.remedy(for: label, among: Array(known))
    return [Mistake(.unresolvedReference, "\(message) '\(label)'", remedy: remedy, span: span)]
  }
}
