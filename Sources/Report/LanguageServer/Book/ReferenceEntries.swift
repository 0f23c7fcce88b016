import Basics
import Directives
import Syntax

/// The reference, for what an editor shows of it.
struct ReferenceEntries: Sendable {
  static let shared = ReferenceEntries()

  let sections: [Vocabulary.Section]
  private let directives: [String: Vocabulary.Entry]
  private let roles: [String: Vocabulary.Entry]
  let frontMatter: Vocabulary.Entry?
  let rules: [String: Vocabulary.Entry]

  private init() {
    let sections = Vocabulary.sections
    func entries(_ title: String) -> [String: Vocabulary.Entry] {
      let entries = sections.first { $0.title == title }?.entries ?? []
      return Dictionary(entries.map { ($0.name, $0) }) { first, _ in first }
    }
    self.sections = sections
    (directives, roles, rules) = (entries("directives"), entries("roles"), entries("rules"))
    frontMatter = entries("front matter")[FrontMatter.name]
  }

  func directive(_ name: String) -> Vocabulary.Entry? { directives[name] }
  func role(_ name: String) -> Vocabulary.Entry? { roles[name] }
  var everyDirective: [Vocabulary.Entry] { directives.values.sorted { $0.name < $1.name } }
  var everyRole: [Vocabulary.Entry] { roles.values.sorted { $0.name < $1.name } }

  /// A setting of a directive or of the front matter.
  func setting(_ name: String, of directive: String) -> Vocabulary.Setting? {
    let entry = directive == FrontMatter.name ? frontMatter : directives[directive]
    return entry?.settings.first { $0.name == name }
  }

  /// The things that a setting names, "a model".
  func entries(for setting: Vocabulary.Setting) -> [Vocabulary.Entry] {
    let allowed = setting.allowed
    let section = sections.first { section in
      !section.oneOfKind.isEmpty
        && (allowed == section.oneOfKind || allowed.hasPrefix("\(section.oneOfKind) or a list"))
    }
    return section?.entries ?? []
  }

  /// The setting that is being written at a place within the value of another, and the thing whose setting it is.
  func place(in context: ValueContext, of outer: Vocabulary.Setting) -> (
    setting: Vocabulary.Setting?, owner: Vocabulary.Entry?, level: ValueContext.Level?
  ) {
    var setting: Vocabulary.Setting? = outer
    var owner: Vocabulary.Entry?
    var innermost: ValueContext.Level?
    for level in context.calls where level.head != "profile" {
      guard let entry = setting.map({ entries(for: $0) })?.first(where: { $0.name == level.head }) else {
        return (nil, nil, level)
      }
      (owner, innermost) = (entry, level)
      setting = level.label.flatMap { label in entry.settings.first { $0.name == label } }
    }
    return (setting, owner, innermost)
  }

  /// The entry as an editor shows it.
  static func markdown(_ entry: Vocabulary.Entry, title: String? = nil) -> String {
    var text = "**\(title ?? entry.name)** – \(entry.summary)\n"
    if !entry.settings.isEmpty { text += "\n" + entry.settings.map { "- \(line($0))\n" }.joined() }
    if !entry.example.isEmpty { text += "\n`````markdown\n\(entry.example)\n`````\n" }
    return text
  }

  static func markdown(_ setting: Vocabulary.Setting) -> String {
    "**\(setting.name)** – \(setting.help)\n\nTakes \(setting.allowed); \(standard(setting)).\n"
  }

  private static func line(_ setting: Vocabulary.Setting) -> String {
    "`\(setting.name)`: \(setting.help); \(setting.allowed); \(standard(setting))"
  }

  static func standard(_ setting: Vocabulary.Setting) -> String {
    setting.fallback.map { $0.isEmpty ? "optional" : "by default `\($0)`" } ?? "required"
  }
}
