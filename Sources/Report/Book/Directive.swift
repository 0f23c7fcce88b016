import DataFiles
import Document
import Foundation
import Jobs
import Results
import Source
import Syntax

/// A fenced directive: it declares settings, names the jobs it needs, and yields blocks that every renderer knows.
package protocol Directive: Sendable {
  /// The author's word between the braces, `experiment`.
  static var name: String { get }
  /// One sentence for the reference, in lower case and without a full stop.
  static var summary: String { get }
  /// A chapter's fragment that uses it, whole enough to be built.
  static var example: String { get }
  /// Options that are taken as text, not as values.
  static var textOptions: Set<String> { get }
  /// What its number counts, "Figure"; nil for a directive without number.
  static var counter: String? { get }
  /// The count that it shares with others, "Theorem" for a lemma.
  static var series: String? { get }
  /// Whether it lists the statements of the book with their verdicts.
  static var listsFindings: Bool { get }
  /// Whether a label that nothing refers to was given in vain.
  static var isLabelForReferences: Bool { get }

  /// Reads the settings; mistakes are left in `reading`.
  init(_ reading: DirectiveReading)
  var call: DirectiveCall { get }
  /// Whether it has a verdict.
  var isJudged: Bool { get }
  /// What others may cite of it.
  var offer: Offer? { get }
  /// Mistakes that show only beside what the rest of the book offers.
  func check(in index: BookIndex) -> [Mistake]
  /// The results and verdicts that it rests on; the book adds those that the roles in its text name.
  var inputs: Inputs { get }
  /// Whether it draws results, so that it may serve as evidence of a statement about them.
  static var drawsResults: Bool { get }
  /// What must be computed for it.
  var jobs: [Job] { get }
  /// The data files on which its results rest.
  var dataFiles: [DataFacts] { get }
  /// What was computed for it, for others to cite.
  func dataset(from outcomes: [String: Outcome]) -> Dataset?
  /// What it makes of the datasets of others, for others to cite.
  func summary(of datasets: [String: Dataset]) -> Dataset?
  /// The verdict on what it states, for a directive that states something.
  func finding(in results: Results) -> Finding?
  /// What it makes of the verdicts on all statements, for sentences to cite; no claim may rest on it.
  func reflection(on findings: [Finding]) -> Dataset?
  /// What it adds to the manifest.
  func entry(in results: Results) -> Manifest.Entry?
  /// The blocks that stand in its place in the report.
  func blocks(in context: CarryingOut) throws -> [Block<Final>]
}

extension Directive {
  package static var textOptions: Set<String> { [] }
  package static var counter: String? { nil }
  package static var series: String? { counter }
  package static var isLabelForReferences: Bool { false }
  package static var listsFindings: Bool { false }
  package var isJudged: Bool { false }
  package var offer: Offer? { nil }
  package static var drawsResults: Bool { false }
  package var inputs: Inputs { Inputs() }
  package var jobs: [Job] { [] }
  package var dataFiles: [DataFacts] { [] }
  package func check(in index: BookIndex) -> [Mistake] { [] }
  package func dataset(from outcomes: [String: Outcome]) -> Dataset? { nil }
  package func summary(of datasets: [String: Dataset]) -> Dataset? { nil }
  package func finding(in results: Results) -> Finding? { nil }
  package func reflection(on findings: [Finding]) -> Dataset? { nil }
  package func entry(in results: Results) -> Manifest.Entry? { nil }
}
