import Core

/// An inline role: a short call that yields running text.
protocol Role: Sendable {
  /// The author's word between the braces, `value`.
  static var name: String { get }
  /// One sentence for the reference, in lower case and without a full stop.
  static var summary: String { get }
  /// How an author writes it.
  static var example: String { get }

  init(_ call: RoleCall) throws(SettingProblem)
  /// Mistakes that show only beside the rest of the book.
  func check(in book: BookIndex) -> [SettingProblem]
  /// What stands in its place in the report.
  func inlines(in index: BookIndex, _ results: Results) -> [Inline<Final>]
}

/// Every role, one line each.
enum RoleCatalogue {
  static let all: [any Role.Type] = [
    ReferenceRole.self,
    ValueRole.self,
    VerdictRole.self,
  ]

  /// Reads a role; throws where there is none of that name.
  static func role(for call: RoleCall) throws(SettingProblem) -> any Role {
    guard let type = all.first(where: { $0.name == call.name }) else {
      throw SettingProblem(
        "there is no role '\(call.name)'", remedy: Suggestion.remedy(for: call.name, among: all.map { $0.name }),
        span: call.nameSpan)
    }
    return try type.init(call)
  }
}

/// What roles may refer to: everything that has a label, and what directives offer.
struct BookIndex: Sendable {
  var targets: [String: Target] = [:]
  var offers: [String: Offer] = [:]
  /// Labels of the directives that have a verdict.
  var judged: Set<String> = []
}
