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

  /// Of this machine, with what git answered of the folder of the chapters.
  init(_ commit: CommitQuestion) {
    let description = commit.answer
    self.commit = description.map { String($0.prefix { $0 != "-" }) }
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

  /// For a reader, a line each.
  var facts: [Fact] {
    let names = versions.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
    return [Fact(label: "Versions", value: names.joined(separator: ", "))]
  }
}
