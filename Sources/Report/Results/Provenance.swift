import Document

/// On what a report was made: the text it was made of, the programs and the machine.
package struct Provenance: Codable, Sendable, Equatable {
  /// The commit of the chapters, nil outside a repository.
  package var commit: String?
  /// Whether tracked files differ from the commit.
  package var isModified: Bool?
  /// Of the compiler and the libraries, by name.
  var versions: [String: String]
  package var processor: String
  package var system: String

  package init(
    commit: String? = nil, isModified: Bool? = nil, versions: [String: String], processor: String, system: String
  ) {
    self.commit = commit
    self.isModified = isModified
    self.versions = versions
    self.processor = processor
    self.system = system
  }

  /// For a reader, a line each.
  package func facts(in language: Language) -> [Fact] {
    let names = versions.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
    return [Fact(label: language["Versions"], value: names.joined(separator: ", "))]
  }
}
