import Basics
import Book
import Document
import Errors
import Figures
import Foundation
import Models
import Networks
import Settings
import Source
import Statistics
import Syntax
import Tasks
import Theorems
import Training

/// The reference of the chapter language, made from the declarations of what it names.
package enum Vocabulary {
  package struct Section: Encodable, Sendable {
    /// "models".
    package var title: String
    package var entries: [Entry]
    /// What one of its entries is, as settings say that they take it: "a model"; empty where no setting takes one.
    package var oneOfKind = ""

    private enum CodingKeys: String, CodingKey { case title, entries }

    package init(title: String, entries: [Entry], oneOfKind: String = "") {
      self.title = title
      self.entries = entries
      self.oneOfKind = oneOfKind
    }

    /// The section for a terminal.
    package var text: String { "\(title)\n" + entries.map(\.text).joined() }
  }

  package struct Entry: Encodable, Sendable {
    package var name: String
    package var summary: String
    package var settings: [Setting] = []
    /// How an author writes it, empty where its name says it.
    package var example = ""

    var text: String {
      let width = settings.map { $0.name.count }.max() ?? 0
      let lines = settings.map { setting in
        let name = setting.name.padding(toLength: width, withPad: " ", startingAt: 0)
        let standard = setting.fallback.map { $0.isEmpty ? "optional" : "default \($0)" } ?? "required"
        return "      \(name)  \(setting.help); \(setting.allowed); \(standard)\n"
      }
      let example =
        example.isEmpty
        ? ""
        : example.split(separator: "\n", omittingEmptySubsequences: false)
          .map { $0.isEmpty ? "\n" : "      \($0)\n" }.joined()
      return "  \(name)  \(summary)\n" + lines.joined() + example
    }
  }

  /// One setting, as the machine-readable reference has it.
  package struct Setting: Encodable, Sendable {
    package var name: String
    /// Canonical text of the default, nil for one that must be given, empty for one that may be left out.
    package var fallback: String?
    /// A value that is allowed.
    package var example: String
    package var allowed: String
    package var help: String
    package var choices: [String]

    enum CodingKeys: String, CodingKey {
      case name, allowed, help, choices
      case fallback = "default"
    }

    init(_ declaration: Declaration) {
      name = declaration.name
      (fallback, example) = (declaration.fallback, declaration.example)
      (allowed, help, choices) = (declaration.allowed, declaration.help, declaration.choices)
    }
  }

  /// Every kind of thing with everything of that kind.
  package static var sections: [Section] {
    [
      Section(
        title: "directives",
        entries: DirectiveCatalogue.all.map {
          Entry(
            name: $0.name, summary: $0.summary, settings: DirectiveCatalogue.declarations(of: $0).map(Setting.init),
            example: $0.example)
        }),
      Section(
        title: "roles",
        entries: RoleCatalogue.all.types.map { Entry(name: $0.name, summary: $0.summary, example: $0.example) }),
      Section(title: "front matter", entries: [frontMatter]),
      section("figure kinds", Catalogue.figures, setting: "plot"),
      section("tasks", Catalogue.tasks, setting: "task"),
      section("memory functions", Catalogue.memories, setting: "memory"),
      section("models", Catalogue.models, setting: "model"),
      section("errors", Catalogue.errors, setting: "error"),
      section("optimisers", Catalogue.optimisers, setting: "optimiser"),
      section("schedules", Catalogue.schedules, setting: "schedule"),
      section("data", Catalogue.data, setting: "data"),
      section("searches", Catalogue.searches, setting: "search"),
      section("stops", Catalogue.stops, setting: "stop"),
      section("plans of seeds", Catalogue.seedPlans, setting: "seeds"),
      section("theorems", Catalogue.theorems, setting: "check"),
      section("tests", Catalogue.tests, setting: "test"),
      Section(title: "measures", entries: Measure.all.map { Entry(name: $0.name, summary: $0.summary) }),
      Section(
        title: "rules",
        entries: Rule.allCases.map { Entry(name: $0.rawValue, summary: "\($0.severity.rawValue): \($0.summary)") }),
    ]
  }

  /// The reference page: every section with its entries, a table of the settings of each, and an example.
  package static var reference: String {
    var text = "# Reference\n\nEverything that a chapter can name. Made by `swift run report list --markdown`.\n"
    for section in sections {
      text += "\n## \(section.title.capitalised)\n"
      for entry in section.entries {
        text += "\n### `\(entry.name)`\n\n\(entry.summary.capitalised).\n"
        if !entry.settings.isEmpty {
          text += "\n| setting | default | allowed | what it is |\n|---|---|---|---|\n"
          for setting in entry.settings {
            let standard = setting.fallback.map { $0.isEmpty ? "" : "`\($0)`" } ?? "required"
            text += "| `\(setting.name)` | \(standard) | \(setting.allowed) | \(setting.help) |\n"
          }
        }
        if !entry.example.isEmpty { text += "\n`````markdown\n\(entry.example)\n`````\n" }
      }
    }
    return text
  }

  /// The reference as JSON, for the completion of editors.
  package static func json() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(sections), as: UTF8.self) + "\n"
  }

  private static var frontMatter: Entry {
    let reading = DirectiveReading(
      .empty(name: FrontMatter.name, file: SourceFile(path: "", text: "")), textOptions: FrontMatter.textOptions)
    _ = FrontMatter(reading)
    return Entry(
      name: FrontMatter.name, summary: FrontMatter.summary, settings: reading.declarations.map(Setting.init),
      example: "---\nraw-html: true\nignore: unused-label\n---")
  }

  /// A thing's example names it with the examples of its settings.
  private static func section<Element>(_ title: String, _ catalogue: Catalogue<Element>, setting: String) -> Section {
    Section(
      title: title,
      entries: catalogue.entries.map { entry in
        let declarations = catalogue.declarations(of: entry.name)
        let given = declarations.filter { !$0.example.isEmpty }.map { "\($0.name): \($0.example)" }
        let call = given.isEmpty ? entry.name : "\(entry.name)(\(given.joined(separator: ", ")))"
        return Entry(
          name: entry.name, summary: entry.summary, settings: declarations.map(Setting.init),
          example: "\(setting): \(call)")
      }, oneOfKind: catalogue.oneOfKind)
  }
}
