import Citations
import Document
import Results
import Settings
import Source
import Syntax

/// An inline role: a short call that yields running text.
///
/// A new role needs a name, a summary, an example, `init`, `check` and `inlines`; what else it can say has a default.
package protocol Role: Sendable {
  /// The author's word between the braces, `value`.
  static var name: String { get }
  /// One sentence for the reference, in lower case and without a full stop.
  static var summary: String { get }
  /// How an author writes it.
  static var example: String { get }

  /// Reads the text of the call; throws what is wrong with it.
  init(_ call: RoleCall) throws(SettingProblem)
  /// The results and verdicts that it cites; none by default. A role that shows one must declare it, since builds, previews and
  /// exports go by this alone.
  var inputs: Inputs { get }
  /// The label to which it refers, which is then in use; none by default.
  var mention: String? { get }
  /// Keys of the works that it cites, which are then listed; none by default.
  func citations(in book: BookIndex) -> [String]
  /// Mistakes that show only beside the rest of the book, such as a label that nothing has.
  func check(in book: BookIndex) -> [Mistake]
  /// What stands in its place in the report.
  func inlines(in index: BookIndex, _ results: Results) -> [Inline<Final>]
}

extension Role {
  package var inputs: Inputs { Inputs() }
  package var mention: String? { nil }
  package func citations(in book: BookIndex) -> [String] { [] }
}

/// The roles that a book knows.
package struct RoleCatalogue: Sendable {
  package let types: [any Role.Type]

  package init(_ types: [any Role.Type]) { self.types = types }

  /// Reads a role; throws a `Diagnostic` if there is none of that name or its text cannot be read.
  package func role(for call: RoleCall) throws -> any Role {
    guard let type = types.first(where: { $0.name == call.name }) else {
      let remedy = Suggestion.remedy(for: call.name, among: types.map { $0.name })
      throw Diagnostic(
        .unknownRole, "unknown role '\(call.name)'", remedy: remedy, file: call.file, span: call.nameSpan)
    }
    do throws(SettingProblem) { return try type.init(call) } catch {
      throw Diagnostic(Mistake(error, rule: .malformedRole), file: call.file)
    }
  }
}

/// What roles and directives may refer to: everything that has a label, what directives offer, and works.
package struct BookIndex: Sendable {
  package var targets: [String: Target] = [:]
  package var offers: [String: Offer] = [:]
  /// Labels of the directives that have a verdict.
  package var judged: Set<String> = []
  package var bibliography = Bibliography()
  /// Of the book's own words.
  package var language = Language.english

  package init() {}
}
