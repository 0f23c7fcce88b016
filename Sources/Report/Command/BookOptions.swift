import ArgumentParser
import Document
import Foundation
import Programs
import Reading
import Settings
import Source
import Syntax

/// The options of every command that reads chapters.
struct BookOptions: ParsableArguments {
  @Option(help: "The folder of the chapters, or the folder of a book, whose chapters are in 'chapters' within it.")
  var chapters = BuildRequest.usualChapters

  @Option(help: "How much to compute: \(Profile.allCases.map(\.rawValue).joined(separator: ", ")).")
  var profile = Profile.standard

  @Option(
    name: .customLong("set"), parsing: .singleValue,
    help: "Set a parameter, as in shared.length=50; repeatable.")
  var parameters: [String] = []

  @Option(
    name: .customLong("error"), parsing: .singleValue,
    help: "Treat this warning as an error, such as unused-label; repeatable.")
  var errors: [String] = []

  @Option(parsing: .singleValue, help: "Suppress this warning; repeatable.")
  var ignore: [String] = []

  @Flag(help: ProgramOptions.help) var allowPrograms = false

  /// The path of the folder that holds the chapters.
  var chaptersPath: String {
    let inner = (chapters as NSString).appendingPathComponent(BuildRequest.usualChapters)
    return BookFolder(path: inner).chapterPaths.isEmpty ? chapters : inner
  }

  /// The path of what belongs to the book and has a usual place: beside the folder of the chapters.
  func beside(_ name: String) -> String {
    let book = (chaptersPath as NSString).deletingLastPathComponent
    return book.isEmpty ? name : (book as NSString).appendingPathComponent(name)
  }

  /// Where a report is written if nothing else is said.
  var usualOutput: String { beside("output") }

  /// Where results are stored if nothing else is said.
  var usualCache: String { beside(".report-cache") }

  /// The folder with these options.
  func folder() throws -> BookFolder {
    BookFolder(
      path: chaptersPath, profile: profile, overrides: try Self.overrides(parameters),
      severities: RuleSeverities(errors: try Self.rules(errors), ignored: try Self.rules(ignore)),
      programs: ProgramPermission(allowsAll: allowPrograms))
  }

  func validate() throws { _ = try folder() }

  /// The same options as arguments for another process.
  var arguments: [String] {
    ["--chapters", chapters, "--profile", profile.rawValue] + parameters.flatMap { ["--set", $0] }
      + errors.flatMap { ["--error", $0] } + ignore.flatMap { ["--ignore", $0] }
      + (allowPrograms ? ["--allow-programs"] : [])
  }

  /// The values that `--set` gives, by label and name.
  static func overrides(_ parameters: [String]) throws -> [String: [String: Value]] {
    try parameters.reduce(into: [:]) { overrides, text in
      let sides = text.split(separator: "=", maxSplits: 1).map(String.init)
      let path = (sides.first ?? "").split(separator: ".", maxSplits: 1).map(String.init)
      guard sides.count == 2, path.count == 2 else {
        throw ValidationError("--set takes label.name=value, not '\(text)'")
      }
      do throws(SettingProblem) { overrides[path[0], default: [:]][path[1]] = try Value(parsing: sides[1]) } catch {
        throw ValidationError("--set \(text): \(error.message)")
      }
    }
  }

  private static func rules(_ names: [String]) throws -> Set<Rule> {
    Set(
      try names.map { name in
        guard let rule = Rule(rawValue: name), Rule.adjustable.contains(rule) else {
          let known = Rule.adjustable.map(\.rawValue)
          throw ValidationError("unknown warning '\(name)': \(Suggestion.remedy(for: name, among: known))")
        }
        return rule
      })
  }
}

/// Whether programs of the book may run.
struct ProgramOptions: ParsableArguments {
  @Flag(help: Self.help) var allowPrograms = false

  static let help: ArgumentHelp = "Run the programs that chapters name, without the permission of 'report allow'."

  var permission: ProgramPermission { ProgramPermission(allowsAll: allowPrograms) }
}

extension Profile: ExpressibleByArgument {}
