import ArgumentParser

/// `report diff`: what changed from one finished report to another.
struct DiffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff", abstract: "Shows in which settings, numbers, verdicts and figures two reports differ.",
    discussion: "The exit code is 1 where they differ.")

  @ArgumentParser.Argument(help: "The folder of the older report.")
  var old: String

  @ArgumentParser.Argument(help: "The folder of the newer one.")
  var new: String

  func run() throws {
    let lines = ReportDifference(old: try ManifestFile(path: old), new: try ManifestFile(path: new)).lines
    print(lines.isEmpty ? "the reports are equal" : lines.joined(separator: "\n"))
    if !lines.isEmpty { throw ExitCode(1) }
  }
}
