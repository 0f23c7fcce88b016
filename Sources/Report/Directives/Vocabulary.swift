import Core

/// The reference of the chapter language, made from the declarations of what it names.
enum Vocabulary {
  struct Section {
    /// "models".
    var title: String
    var entries: [Entry]

    /// The section for a terminal.
    var text: String { "\(title)\n" + entries.map(\.text).joined() }
  }

  struct Entry {
    var name: String
    var summary: String
    var settings: [Declaration] = []

    var text: String {
      let width = settings.map { $0.name.count }.max() ?? 0
      let lines = settings.map { setting in
        let name = setting.name.padding(toLength: width, withPad: " ", startingAt: 0)
        let standard = setting.fallback.map { $0.isEmpty ? "optional" : "default \($0)" } ?? "required"
        return "      \(name)  \(setting.help); \(setting.allowed); \(standard)\n"
      }
      return "  \(name)  \(summary)\n" + lines.joined()
    }
  }

  /// Every kind of thing with everything of that kind.
  static var sections: [Section] {
    [
      Section(
        title: "directives",
        entries: DirectiveCatalogue.all.map {
          Entry(name: $0.name, summary: $0.summary, settings: DirectiveCatalogue.declarations(of: $0))
        }),
      Section(
        title: "roles", entries: RoleCatalogue.all.map { Entry(name: $0.name, summary: "\($0.summary): \($0.example)") }
      ),
      section("figure kinds", Catalogue.figures),
      section("tasks", Catalogue.tasks),
      section("memory functions", Catalogue.memories),
      section("models", Catalogue.models),
      section("errors", Catalogue.errors),
      section("optimisers", Catalogue.optimisers),
      section("theorems", Catalogue.theorems),
      Section(title: "measures", entries: Measure.all.map { Entry(name: $0.name, summary: $0.summary) }),
    ]
  }

  /// The reference page: every section with its entries, and a table of the settings of each.
  static var reference: String {
    var text = "# Reference\n\nEverything that a chapter can name. Made by `swift run report list --markdown`.\n"
    for section in sections {
      text += "\n## \(section.title.prefix(1).uppercased())\(section.title.dropFirst())\n"
      for entry in section.entries {
        text += "\n### `\(entry.name)`\n\n\(entry.summary.prefix(1).uppercased())\(entry.summary.dropFirst()).\n"
        guard !entry.settings.isEmpty else { continue }
        text += "\n| setting | default | allowed | what it is |\n|---|---|---|---|\n"
        for setting in entry.settings {
          let standard = setting.fallback.map { $0.isEmpty ? "" : "`\($0)`" } ?? "required"
          text += "| `\(setting.name)` | \(standard) | \(setting.allowed) | \(setting.help) |\n"
        }
      }
    }
    return text
  }

  private static func section<Element>(_ title: String, _ catalogue: Catalogue<Element>) -> Section {
    Section(
      title: title,
      entries: catalogue.entries.map {
        Entry(name: $0.name, summary: $0.summary, settings: catalogue.declarations(of: $0.name))
      })
  }
}
