import Basics
import Document

/// A name of a BibTeX field, in any of its three forms.
struct PersonName: Sendable, Equatable {
  var first = ""
  /// Family name with what stands before it, "von Neumann".
  var last = ""
  /// "Jr."
  var suffix = ""

  /// "Neumann, Johann von", "Johann von Neumann", "von Neumann, Jr., Johann", or a group between braces.
  init(_ tex: String) {
    let parts = Self.split(tex, at: ",").map { Self.split($0, at: " ").filter { !$0.isEmpty } }
    switch parts.count {
    case 0: break
    case 1:
      let words = parts[0]
      let start = words.dropLast().firstIndex { Self.isParticle($0) } ?? max(words.count - 1, 0)
      first = Self.text(words[..<start])
      last = Self.text(words[start...])
    case 2: (last, first) = (Self.text(parts[0][...]), Self.text(parts[1][...]))
    default: (last, suffix, first) = (Self.text(parts[0][...]), Self.text(parts[1][...]), Self.text(parts[2][...]))
    }
  }

  /// The names of a field, which the word "and" separates; "others" stands for more.
  static func list(_ tex: String) -> (names: [PersonName], hasOthers: Bool) {
    let words = split(tex, at: " ")
    let parts = words.split(separator: "and", omittingEmptySubsequences: true).map { $0.joined(separator: " ") }
    let hasOthers = parts.last.map { $0.trimmed == "others" } ?? false
    let names = (hasOthers ? parts.dropLast() : parts[...]).filter { !$0.trimmed.isEmpty }
    return (names.map { PersonName($0) }, hasOthers && !names.isEmpty)
  }

  /// "Wang, S., Yan, Z. and Bai, A."
  static func text(of names: [PersonName], hasOthers: Bool, in language: Language) -> String {
    var texts = names.map(\.inverted)
    if hasOthers { return (texts + [language["et al."]]).joined(separator: ", ") }
    let last = texts.popLast() ?? ""
    return texts.isEmpty ? last : "\(texts.joined(separator: ", ")) \(language["and"]) \(last)"
  }

  /// "Wang, S."
  var inverted: String {
    let initials = first.split(whereSeparator: { $0 == " " || $0 == "\u{A0}" }).map { word in
      word.split(separator: "-").compactMap(\.first).map { "\($0)." }.joined(separator: "-")
    }
    return ([last] + (initials.isEmpty ? [] : [initials.joined(separator: " ")]) + (suffix.isEmpty ? [] : [suffix]))
      .joined(separator: ", ")
  }

  private static func text(_ words: ArraySlice<String>) -> String { TeXText.plain(words.joined(separator: " ")) }
  private static func isParticle(_ word: String) -> Bool { word.first.map { $0.isLowercase } ?? false }

  /// The parts between separators outside braces; white space of every kind is a space.
  private static func split(_ text: String, at separator: Character) -> [String] {
    var parts = [""]
    var depth = 0
    for character in text {
      if character == "{" { depth += 1 }
      if character == "}" { depth -= 1 }
      let character: Character = character.isWhitespace ? " " : character
      if depth == 0, character == separator { parts.append("") } else { parts[parts.count - 1].append(character) }
    }
    return parts
  }
}
