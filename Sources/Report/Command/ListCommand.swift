import ArgumentParser
import Basics
import Directives
import Mathematics
import Programs
import Reading
import Settings

/// `report list`: everything a chapter can name, with its settings.
struct ListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "Shows every directive, model, task, error, measure and figure kind with its settings.",
    discussion: "'report list programs' shows the programs that the chapters name, and whether they may run.")

  @ArgumentParser.Argument(help: "Only this kind (\"model\") or this thing (\"gru\").")
  var word: String?

  @OptionGroup var book: BookOptions

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
    if let word, ["program", "programs"].contains(word) {
      let programs = try programs()
      Terminal.print(programs.isEmpty ? "no chapter names a program" : programs)
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
    let programs = word == nil ? (try? programs()) ?? "" : ""
    Terminal.print(
      shown.map(\.text).joined(separator: "\n") + (programs.isEmpty ? "" : "\nprograms of this book\n\n\(programs)\n"))
  }

  /// The programs that the chapters name, and whether they may run on this machine; empty where there are none.
  private func programs() throws -> String {
    let folder = try book.folder()
    if word == nil, folder.chapterPaths.isEmpty { return "" }
    let (book, _) = try folder.diagnosed(typesetter: Typesetter())
    let permission = ProgramPermission(allowsAll: false)
    return AllowCommand.merged(book.programRequests).map { request in
      let isAllowed = book.programRequests.filter { $0.command == request.command && $0.files == request.files }
        .allSatisfy(permission.allows)
      return "\(request.text)\n  \(isAllowed ? "allowed on this machine" : "not allowed to run; see report allow")"
    }.joined(separator: "\n\n")
  }
}
