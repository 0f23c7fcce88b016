import ArgumentParser
import Basics
import Directives
import Settings

/// `report list`: everything a chapter can name, with its settings.
struct ListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "Shows every directive, model, task, error, measure and figure kind with its settings.")

  @ArgumentParser.Argument(help: "Only this kind (\"model\") or this thing (\"gru\").")
  var word: String?

  @Flag(help: "Write Markdown, the whole reference.")
  var markdown = false

  @Flag(help: "Write JSON, the whole reference, for editors.")
  var json = false

  func run() throws {
    if json {
      Terminal.output(try Vocabulary.json())
      return
    }
    if markdown {
      Terminal.output(Vocabulary.reference)
      return
    }
    let sections = Vocabulary.sections.map { section in
      guard let word, section.title != word, section.title != "\(word)s" else { return section }
      return Vocabulary.Section(title: section.title, entries: section.entries.filter { $0.name == word })
    }
    let shown = sections.filter { !$0.entries.isEmpty }
    guard !shown.isEmpty else {
      let known = Vocabulary.sections.flatMap { [$0.title] + $0.entries.map(\.name) }
      throw UserError(
        "nothing is called '\(word ?? "")': \(Suggestion.remedy(for: word ?? "", among: known))", isUsage: true)
    }
    Terminal.print(shown.map(\.text).joined(separator: "\n"))
  }
}
