import Settings

/// The values of an axis as a reader would say them, without the settings that all of them share.
///
/// `linear-rnn(width: 16)` beside `linear-rnn(width: 16, initialisation: orthogonal)` is "linear RNN" beside "linear RNN,
/// orthogonal", and all have "width 16".
package struct AxisNames: Sendable {
  private let names: [Value: String]
  /// "width 16", once for all; empty where they share nothing.
  package let shared: String

  package init(_ axis: Offer.Axis) {
    let given = axis.choices.map(\.given)
    let first = given.first?.arguments ?? []
    let common =
      given.count < 2
      ? [] : first.filter { argument in argument.label != nil && given.allSatisfy { $0.arguments.contains(argument) } }
    shared = common.map(Self.words).joined(separator: ", ")
    let texts = given.map { value -> (Value, String) in
      let rest = value.arguments.filter { !common.contains($0) }
      return (value, Self.name(of: value, with: rest, isShort: true))
    }
    // Short names that would be equal say in full what they are.
    let isUnique = Set(texts.map(\.1)).count == Set(given).count
    names = Dictionary(isUnique ? texts : given.map { ($0, Self.name(of: $0)) }) { first, _ in first }
  }

  package subscript(_ choice: Offer.Choice) -> String { names[choice.given] ?? Self.name(of: choice.given) }

  /// A value as a reader would say it: `rescaled(power: 2)` is "rescaled, power 2", `tanh-rnn` is "tanh RNN".
  package static func name(of value: Value) -> String { name(of: value, with: value.arguments, isShort: false) }

  /// "memory" of the axis `task.memory`, "long lag error" of the number `longLagError`.
  package static func words(of name: String) -> String {
    let last = name.split(separator: ".").last.map(String.init) ?? name
    return last.reduce(into: "") { words, letter in
      words += letter.isUppercase ? " \(letter.lowercased())" : "\(letter)"
    }
    .replacing("-", with: " ")
  }

  private static func name(of value: Value, with arguments: [Argument], isShort: Bool) -> String {
    guard let head = value.head else { return value.description }
    let words = arguments.map { argument in
      if isShort, let word = argument.value.head, argument.value.arguments.isEmpty { return Self.word(word) }
      return Self.words(argument)
    }
    return ([word(head)] + words).joined(separator: ", ")
  }

  private static func words(_ argument: Argument) -> String {
    (argument.label.map { "\($0) " } ?? "") + name(of: argument.value)
  }

  /// A word of the setting language without its hyphens, with capitals where they stand for words.
  private static func word(_ word: String) -> String {
    word.split(separator: "-").map { acronyms.contains(String($0)) ? $0.uppercased() : String($0) }.joined(
      separator: " ")
  }

  private static let acronyms: Set<String> = ["rnn", "gru", "lstm", "tcn", "lru", "s4d", "mlp"]
}
