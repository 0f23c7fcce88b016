import ArgumentParser
import Core

/// What every command that reads chapters is told.
struct BookOptions: ParsableArguments {
  @Option(help: "The folder of the chapters.")
  var chapters = "chapters"

  @Option(help: "How much to compute: \(Profile.allCases.map(\.rawValue).joined(separator: ", ")).")
  var profile = Profile.standard

  @Option(
    name: .customLong("set"), parsing: .singleValue,
    help: "Another value for a parameter, as shared.length=50; may be given several times.")
  var parameters: [String] = []

  @Option(
    name: .customLong("error"), parsing: .singleValue,
    help: "A warning that counts as an error, as unused-label; may be given several times.")
  var errors: [String] = []

  @Option(parsing: .singleValue, help: "A warning that is not given; may be given several times.")
  var ignore: [String] = []

  /// The folder with all that was told.
  func folder() throws -> BookFolder {
    BookFolder(
      path: chapters, profile: profile, overrides: try overrides(),
      severities: RuleSeverities(errors: try Self.rules(errors), ignored: try Self.rules(ignore)))
  }

  func validate() throws { _ = try folder() }

  /// The arguments that tell another process the same.
  var arguments: [String] {
    ["--chapters", chapters, "--profile", profile.rawValue] + parameters.flatMap { ["--set", $0] }
      + errors.flatMap { ["--error", $0] } + ignore.flatMap { ["--ignore", $0] }
  }

  private func overrides() throws -> [String: [String: Value]] {
    try parameters.reduce(into: [:]) { overrides, text in
      let sides = text.split(separator: "=", maxSplits: 1).map(String.init)
      let path = sides[0].split(separator: ".", maxSplits: 1).map(String.init)
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
          throw ValidationError("'\(name)' is no warning: \(Suggestion.remedy(for: name, among: known))")
        }
        return rule
      })
  }
}

extension Profile: ExpressibleByArgument {}
