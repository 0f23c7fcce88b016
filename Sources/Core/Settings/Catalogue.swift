/// Something that a chapter names: a model, a task, an error, a directive.
package protocol Catalogued: SendableMetatype {
  /// The author's word for it, `linear-rnn`.
  static var name: String { get }
  /// One sentence for the reference, in lower case and without a full stop.
  static var summary: String { get }
  /// Reads and thereby declares the settings; what is wrong with them is left in `settings.problems`.
  init(settings: Settings)
}

/// The things of one kind that a chapter can name.
package struct Catalogue<Element>: Sendable {
  package struct Entry: Sendable {
    package let name: String
    package let summary: String
    package let make: @Sendable (Settings) -> Element

    /// An entry for `type`; `erase` is `{ $0 }`.
    package init<T: Catalogued>(_ type: T.Type, _ erase: @escaping @Sendable (T) -> Element) {
      name = type.name
      summary = type.summary
      make = { erase(T(settings: $0)) }
    }

    /// An entry that is not a type of the program.
    package init(_ name: String, summary: String, make: @escaping @Sendable (Settings) -> Element) {
      self.name = name
      self.summary = summary
      self.make = make
    }
  }

  /// What an entry is, "model" or "error", for messages.
  package let kind: String

  /// The kind with its article, "an error".
  package var oneOfKind: String {
    let isVowel = kind.first.map { "aeiou".contains($0) } ?? false
    return "\(isVowel ? "an" : "a") \(kind)"
  }

  package let entries: [Entry]
  /// Makes an element of a text between quotes, where the kind allows an expression.
  package let expression: (@Sendable (Value, Settings) -> Element)?

  package init(
    _ kind: String, _ entries: [Entry], expression: (@Sendable (Value, Settings) -> Element)? = nil
  ) {
    self.kind = kind
    self.entries = entries
    self.expression = expression
  }

  package subscript(name name: String) -> Entry? { entries.first { $0.name == name } }

  /// Makes the element that `text` names, as a chapter would; throws the first mistake in it.
  package func make(_ text: String) throws(SettingProblem) -> Element {
    let value = try Value(parsing: text)
    let holder = Settings(owner: kind, arguments: [Argument(label: kind, value: value)])
    let element = holder.part(kind, from: self, default: text, help: "")
    if let problem = holder.finish().first { throw problem }
    return element
  }

  /// The settings that the entry `name` declares.
  package func declarations(of name: String) -> [Declaration] {
    guard let entry = self[name: name] else { return [] }
    let settings = Settings(owner: name, arguments: [])
    _ = entry.make(settings)
    return settings.declarations
  }
}

/// A setting as the thing that reads it declares it.
package struct Declaration: Sendable, Equatable {
  package let name: String
  /// Canonical text of the default, nil for a setting that must be given.
  package let fallback: String?
  /// A value that is allowed; the default where there is one.
  package let example: String
  /// What is allowed, "a whole number from 1 to 4096".
  package let allowed: String
  package let help: String
  /// The words among which a setting chooses, none where it takes something else.
  package let choices: [String]
}
