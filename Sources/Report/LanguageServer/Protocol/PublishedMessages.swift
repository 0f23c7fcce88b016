import Basics

/// The messages that the editor has of each file, by address.
struct PublishedMessages {
  private var sent: [String: JSONTree] = [:]

  /// Files of which the editor was told something.
  var addresses: [String] { Array(sent.keys) }

  /// What to send of a file; nil where the editor knows it already. `version` is that of the open document, nil for a closed
  /// file.
  mutating func update(_ address: String, version: Int?, messages: [JSONTree]) -> JSONTree? {
    let update: JSONTree = .members([
      "uri": .string(address), "version": version.map { JSONTree($0) }, "diagnostics": .array(messages),
    ])
    let isEmpty = messages.isEmpty && version == nil
    guard sent[address] != update, sent[address] != nil || !isEmpty else { return nil }
    sent[address] = isEmpty ? nil : update
    return update
  }
}
