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
    print("\(book.chapters.count) chapters, \(book.directives.count) directives, \(jobs) jobs: no errors")
  }
}
