import ArgumentParser
import Basics
import Foundation
import Results
import Verify

/// `report export verdicts`: the verdicts of a finished report, for the directive `recorded` of another.
struct ExportVerdictsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verdicts",
    abstract: "Writes the verdicts of a finished report to standard output, as the directive 'recorded' reads them.")

  @ArgumentParser.Argument(help: "The folder of the report, or its report.json.")
  var report = "output"

  func run() throws {
    let record = VerdictRecord(try ManifestFile(path: report).manifest())
    Terminal.output(String(decoding: try ResultCoder.encode(record, isIndented: true), as: UTF8.self) + "\n")
  }
}
