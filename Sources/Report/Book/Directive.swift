import Citations
import DataFiles
import Document
import Foundation
import Jobs
import Results
import Source
import Store
import Syntax

/// A fenced directive: it declares settings, names the jobs it needs, and yields blocks that every renderer knows.
///
/// A new directive needs a name, a summary, an example, `init`, `call` and `blocks`. The rest has a default that suits a
/// directive of text alone: no label, no results, no file. A test builds every example.
package protocol Directive: Sendable {
  /// The author's word between the braces, `experiment`.
  static var name: String { get }
  /// One sentence for the reference, in lower case and without a full stop.
  static var summary: String { get }
  /// A chapter's fragment that uses it, whole enough to be built.
  static var example: String { get }
  /// Options that are read as text with roles in it, not as values; none by default.
  static var textOptions: Set<String> { get }
  /// What its number counts, "Figure"; nil by default, for a directive without a number.
  static var counter: String? { get }
  /// The count that it shares with others, "Theorem" for a lemma; by default its own counter.
  static var series: String? { get }
  /// Whether it lists the statements of the book with their verdicts, so that the page can lead there; by default not.
  static var listsFindings: Bool { get }
  /// Whether its label serves references alone, so that one without a reference is a warning. By default it is not: labels of
  /// results are also names of files and keys of exports.
  static var isLabelForReferences: Bool { get }
  /// Whether its options are parameters of the book, which the settings of every directive may use. They are then read before
  /// any directive is; by default they are its own.
  static var namesParameters: Bool { get }
  /// Whether `report export latex` writes what it shows; by default not.
  static var suitsPaper: Bool { get }
  /// Whether it draws results, so that it serves as evidence in the list of findings; by default not.
  static var drawsResults: Bool { get }

  /// Reads the settings. A mistake does not stop it: it is noted in `reading`, and a default takes the setting's place.
  init(_ reading: DirectiveReading)
  /// The call as the chapter writes it.
  var call: DirectiveCall { get }
  /// Whether it has a verdict; by default not. One that has gives a `finding` too.
  var isJudged: Bool { get }
  /// What others may cite of it, known before anything runs; nothing by default. One that offers something gives a
  /// `dataset`, a `summary` or a `reflection` of the same names.
  var offer: Offer? { get }
  /// The works that it adds to the book's bibliography; none by default.
  var works: WorkList? { get }
  /// The results and verdicts that it rests on; nothing by default, and the book adds what the roles in its text name. A
  /// directive that reads results of others must declare them, since builds, previews and exports go by this alone.
  var inputs: Inputs { get }
  /// Mistakes that show only beside the rest of the book, such as a label that nothing has; none by default.
  func check(in index: BookIndex) -> [Mistake]
  /// What must be computed for it; nothing by default.
  var jobs: [Job] { get }
  /// The data files on which its results rest; none by default.
  var dataFiles: [DataFacts] { get }
  /// Paths of the files that it adds to the folder of the report; none by default.
  var paths: [String] { get }
  /// What its own jobs computed, for others to cite; nothing by default.
  func dataset(from outcomes: [String: Outcome]) -> Dataset?
  /// What it makes of the datasets of others, for others to cite; nothing by default. It is made once, after all datasets.
  func summary(of datasets: [String: Dataset]) -> Dataset?
  /// The verdict on what it states; none by default. It is made once: `results.finding(_:)` has it afterwards.
  func finding(in results: Results) -> Finding?
  /// What it makes of all verdicts, for sentences to cite; nothing by default. No claim may rest on it. What takes long to make
  /// is kept in the store, where there is one.
  func reflection(on findings: [Finding], keptIn store: Store?) -> Dataset?
  /// What a person should know of single runs, such as that one diverged; nothing by default.
  func remarks(in outcomes: [String: Outcome]) -> [String]
  /// What `report export` writes of it; nothing by default. One that names something here gives the `files`.
  var exports: Set<Export> { get }
  /// Results as files for other programs, with paths from a folder of the directive; none by default.
  func files(of exports: Set<Export>, from outcomes: [String: Outcome]) throws -> [OutputFile]
  /// The first training step of each cell in full, as files to compare with other frameworks; none by default. One that exports
  /// weights gives them.
  func firstSteps() throws -> [OutputFile]
  /// What it adds to `report.json`; nothing by default.
  func entries(in results: Results) -> Manifest.Entries
  /// The blocks that stand in its place in the report.
  func blocks(in context: CarryingOut) throws -> [Block<Final>]
}

extension Directive {
  package static var textOptions: Set<String> { [] }
  package static var counter: String? { nil }
  package static var series: String? { counter }
  package static var listsFindings: Bool { false }
  package static var isLabelForReferences: Bool { false }
  package static var namesParameters: Bool { false }
  package static var suitsPaper: Bool { false }
  package static var drawsResults: Bool { false }
  package var isJudged: Bool { false }
  package var offer: Offer? { nil }
  package var works: WorkList? { nil }
  package var inputs: Inputs { Inputs() }
  package var dataFiles: [DataFacts] { [] }
  package func check(in index: BookIndex) -> [Mistake] { [] }
  package var jobs: [Job] { [] }
  package var paths: [String] { [] }
  package func dataset(from outcomes: [String: Outcome]) -> Dataset? { nil }
  package func summary(of datasets: [String: Dataset]) -> Dataset? { nil }
  package func finding(in results: Results) -> Finding? { nil }
  package func reflection(on findings: [Finding], keptIn store: Store?) -> Dataset? { nil }
  package func remarks(in outcomes: [String: Outcome]) -> [String] { [] }
  package var exports: Set<Export> { [] }
  package func files(of exports: Set<Export>, from outcomes: [String: Outcome]) throws -> [OutputFile] { [] }
  package func firstSteps() throws -> [OutputFile] { [] }
  package func entries(in results: Results) -> Manifest.Entries { Manifest.Entries() }
}
