import ArgumentParser
import Verify

/// `report diff`: what changed from one finished report to another.
struct DiffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff", abstract: "Shows every difference between two reports.",
    discussion: """
      Settings, numbers, verdicts, intervals, keys, figures and pages are compared; run times are not. \
      The exit code is 1 if anything differs.
      """)

  @ArgumentParser.Argument(help: "The folder of the older report.")
  var old: String

  @ArgumentParser.Argument(help: "The folder of the newer report.")
  var new: String

  func run() throws {
    let difference = ReportDifference(old: try ManifestFile(path: old), new: try ManifestFile(path: new))
    let lines = difference.lines
    Terminal.print(lines.isEmpty ? "the reports are equal" : lines.joined(separator: "\n"))
    if !lines.isEmpty { throw ExitCode(1) }
  }
}
