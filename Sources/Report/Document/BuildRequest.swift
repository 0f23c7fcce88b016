import Basics
import Foundation
import Source

/// What was asked of a build: the program as it was called, and every option that changes what a reader sees.
package struct BuildRequest: Codable, Sendable, Equatable {
  /// How a person calls the program.
  package enum Program: String, Codable, Sendable {
    /// An installed program.
    case installed = "report"
    /// The program that SwiftPM builds and runs, from the folder of its package.
    case package = "swift run report"

    /// The one that `path`, the first word of a process in `folder`, names.
    init(calledAs path: String, in folder: String) {
      let isBuilt = path.split(separator: "/").dropLast().contains(".build")
      self = isBuilt && FileManager.default.fileExists(atPath: "\(folder)/Package.swift") ? .package : .installed
    }

    /// How this process was called.
    package static let current = Program(
      calledAs: CommandLine.arguments.first ?? "", in: FileManager.default.currentDirectoryPath)
  }

  var program: Program
  /// The folder of the chapters, as given.
  package var chapters: String
  /// The name of the profile.
  package var profile: String
  /// Values that `--set` gave, by `label.name`.
  package var parameters: [String: String]
  /// Whether nothing was computed, and some results were missing.
  package var isPartial: Bool

  package init(
    program: Program = .current, chapters: String, profile: Profile, parameters: [String: String] = [:],
    isPartial: Bool = false
  ) {
    self.program = program
    self.chapters = chapters
    self.profile = profile.rawValue
    self.parameters = parameters
    self.isPartial = isPartial
  }

  /// The folder of chapters that a build reads where none is named.
  package static let usualChapters = "chapters"

  /// The command that makes the same numbers again, quoted for a shell.
  package var command: String {
    let chapters = chapters == Self.usualChapters ? [] : ["--chapters", chapters]
    let parameters = parameters.sorted { $0.key < $1.key }.flatMap { ["--set", "\($0.key)=\($0.value)"] }
    let options = chapters + ["--profile", profile] + parameters + (isPartial ? ["--only-stored"] : [])
    return "\(program.rawValue) \(ShellText.command(options))"
  }
}
