import ArgumentParser

/// `report check`: everything that can be known before anything runs.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Reads and validates the chapters; runs nothing.")

  @OptionGroup var options: BookOptions

  func run() throws {
    try Processor.check()
    let book = try BookFolder(path: options.chapters).read(profile: options.profile, typesetter: Typesetter())
    let jobs = Set(book.jobs.map(\.description)).count
    let counts = [(book.chapters.count, "chapter"), (book.directives.count, "directive"), (jobs, "job")]
    print("\(counts.map { Words.count($0.0, $0.1) }.joined(separator: ", ")): no errors")
  }
}
