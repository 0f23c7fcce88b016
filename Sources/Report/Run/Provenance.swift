import Code
import Foundation
import Plot

/// On what a report was made: the text it was made of, the programs and the machine.
struct Provenance: Codable, Sendable, Equatable {
  /// The commit of the chapters, nil outside a repository.
  var commit: String?
  /// Whether tracked files differ from the commit.
  var isModified: Bool?
  /// Of the compiler and the libraries, by name.
  var versions: [String: String]
  var processor: String
  var system: String

  /// Of this machine, with the commit of the folder of the chapters.
  init(chapters folder: String) {
    let description = Self.commit(of: folder)
    commit = description.map { String($0.prefix { $0 != "-" }) }
    isModified = description.map { $0.hasSuffix("-modified") }
    versions = PlotLibraries.versions
    versions["Swift"] = CodeTable.compiler
    processor = Processor.name
    #if os(macOS)
      system = "macOS"
    #else
      system = "Linux"
    #endif
  }

  /// "0123456789ab", or "0123456789ab-modified".
  private static func commit(of folder: String) -> String? {
    let answer = ExternalProgram.run([
      "git", "-C", folder, "describe", "--always", "--exclude=*", "--abbrev=12", "--dirty=-modified",
    ])
    guard let answer, answer.code == 0 else { return nil }
    let line = answer.output.trimmed
    return line.isEmpty ? nil : line
  }

  /// For a reader, a line each.
  var facts: [Fact] {
    let names = versions.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
    return [Fact(label: "Versions", value: names.joined(separator: ", "))]
  }
}
