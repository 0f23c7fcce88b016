import Core
import Foundation

/// A fenced directive: it declares settings, names the jobs it needs, and yields blocks that every renderer knows.
protocol Directive: Sendable {
  /// The author's word between the braces, `experiment`.
  static var name: String { get }
  /// One sentence for the reference, in lower case and without a full stop.
  static var summary: String { get }
  /// Options that are taken as text, not as values.
  static var textOptions: Set<String> { get }
  /// What its number counts, "Figure"; nil for a directive without number.
  static var counter: String? { get }
  /// Whether its label stands for its number, as in "Claim C1".
  static var isNamedByLabel: Bool { get }
  /// Whether it has a verdict.
  static var isJudged: Bool { get }

  /// Reads the settings; mistakes are left in `reading`.
  init(_ reading: DirectiveReading)
  var call: DirectiveCall { get }
  /// What others may cite of it.
  var offer: Offer? { get }
  /// Mistakes that show only beside what the rest of the book offers.
  func check(among offers: [String: Offer]) -> [SettingProblem]
  /// What must be computed for it.
  var jobs: [Job] { get }
  /// What was computed for it, for others to cite.
  func dataset(from outcomes: [String: Outcome]) -> Dataset?
  /// The verdict on what it states, for a directive that states something.
  func finding(in results: Results) -> Finding?
  /// What it adds to the manifest.
  func entry(in results: Results) -> Manifest.Entry?
  /// The blocks that stand in its place in the report.
  func blocks(in context: CarryingOut) throws -> [Block<Final>]
}

extension Directive {
  static var textOptions: Set<String> { [] }
  static var counter: String? { nil }
  static var isJudged: Bool { false }
  static var isNamedByLabel: Bool { false }
  var offer: Offer? { nil }
  var jobs: [Job] { [] }
  func check(among offers: [String: Offer]) -> [SettingProblem] { [] }
  func dataset(from outcomes: [String: Outcome]) -> Dataset? { nil }
  func finding(in results: Results) -> Finding? { nil }
  func entry(in results: Results) -> Manifest.Entry? { nil }
}

/// One directive call being read: it hands out the settings and gathers the mistakes.
final class DirectiveReading {
  let call: DirectiveCall
  private let arguments: [Argument]
  private(set) var diagnostics: [Diagnostic]
  private(set) var declarations: [Declaration] = []

  init(_ call: DirectiveCall, profile: Profile, textOptions: Set<String>) {
    self.call = call
    var (arguments, diagnostics) = call.arguments(textOptions: textOptions)
    for index in arguments.indices {
      let (value, problems) = arguments[index].value.resolved(profile: profile)
      arguments[index].value = value
      diagnostics += problems.map { Diagnostic($0, rule: "profile", file: call.file) }
    }
    self.arguments = arguments
    self.diagnostics = diagnostics
  }

  /// The settings as the author gave them; with a grid, one cell of it.
  func settings(grid: Grid? = nil) -> Settings {
    Settings(owner: call.name, arguments: arguments, span: call.nameSpan, grid: grid)
  }

  /// Takes the mistakes that reading the settings left, each once.
  func finish(_ settings: Settings) {
    settings.finish().forEach { report($0) }
    if declarations.isEmpty { declarations = settings.declarations }
  }

  /// Notes a mistake.
  func report(_ problem: SettingProblem, rule: String = "setting") {
    let diagnostic = Diagnostic(problem, rule: rule, file: call.file)
    let isKnown = diagnostics.contains { $0.span == diagnostic.span && $0.message == diagnostic.message }
    if !isKnown { diagnostics.append(diagnostic) }
  }

  /// The label, noting its absence.
  func requiredLabel() -> String {
    if let label = call.label { return label }
    report(
      SettingProblem(
        "'\(call.name)' needs a label", remedy: "write ```{\(call.name)} some-name, so that others can cite it",
        span: call.nameSpan),
      rule: "missing-label")
    return ""
  }
}
