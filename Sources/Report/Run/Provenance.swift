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

  /// For a reader, a line each.
  var facts: [Fact] {
    let names = versions.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
    return [Fact(label: "Versions", value: names.joined(separator: ", "))]
  }
}
