import Checksums
import Foundation

/// What one source file declares and mentions, read from its words alone.
///
/// The scan never claims too little: what it cannot place makes the file `isAmbient`, which every computation needs.
package struct SourceScan: Sendable {
  /// An extension at the top level that serves users beyond the file.
  package struct Extension: Sendable {
    /// The first name of the extended type, "[" for an array.
    package var type: String
    /// What the type is made to conform to.
    package var protocols: [String] = []
    /// The names of what it adds, by any keyword.
    package var members: Set<String> = []
    /// Whether it adds something that is used without its name: a subscript or an operator.
    package var isNameless = false
  }

  /// The names of types, functions and values at the top level.
  package private(set) var declared: Set<String> = []
  package private(set) var extensions: [Extension] = []
  /// The modules that the file imports.
  package private(set) var imports: Set<String> = []
  /// Every word of the file but those in comment lines and catalogue lines.
  package private(set) var mentioned: Set<String> = []
  /// Types that stand in a catalogue line, `Entry(GRU.self) { $0 },`.
  package private(set) var listed: [String] = []
  /// The author's word of what the file declares, `static let name = "gru"`.
  package private(set) var words: [String] = []
  /// Whether the file takes things from a catalogue by itself, so that it may reach all of them.
  package private(set) var opensCatalogues = false
  package private(set) var isAmbient = false
  /// The checksum of the text without its comment lines, and without its catalogue lines: a further entry changes nothing
  /// for the others.
  package private(set) var checksum = ""

  package init(_ text: String) {
    var kept: [Substring] = []
    var isInExtension = false
    var isConditional = false
    let mayBeText = text.contains("\"\"\"")
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if let type = Self.entry(in: line) {
        listed.append(type)
        continue
      }
      let trimmed = line.drop { $0 == " " }
      if trimmed.hasPrefix("//"), !mayBeText { continue }
      kept.append(line)
      let tokens = Self.tokens(of: trimmed)
      if let place = tokens.firstIndex(of: "import"), place < tokens.count - 1 {
        imports.insert(String(tokens[place + 1]))
      } else {
        mentioned.formUnion(tokens.lazy.filter { $0.first.map(Self.isWord) ?? false }.map(String.init))
      }
      if let word = Self.word(in: tokens, line: trimmed) { words.append(word) }
      for (dot, name) in zip(tokens, tokens.dropFirst()) where dot == "." && ["entries", "make"].contains(name) {
        opensCatalogues = true
      }
      if line.startIndex == trimmed.startIndex, Self.isCondition(tokens) {
        isConditional = tokens[1] != "endif"
        continue
      }
      if isConditional, let first = tokens.first, first != "import" { isAmbient = true }
      if line.startIndex == trimmed.startIndex, tokens.first != "}" {
        isInExtension = declare(tokens)
      } else if isInExtension, line.prefix(while: { $0 == " " }).count == Self.indentation {
        extend(tokens)
      }
    }
    checksum = Checksum.sha256(of: kept.joined(separator: "\n"))
  }

  /// Reads a line at the top level; true where it opens an extension for others.
  private mutating func declare(_ tokens: [Substring]) -> Bool {
    if tokens.first == "#" { isAmbient = true }
    guard let keyword = tokens.firstIndex(where: Self.keywords.contains) else {
      if tokens.contains(where: { ["operator", "macro", "precedencegroup"].contains($0) }) { isAmbient = true }
      return false
    }
    guard let name = tokens[(keyword + 1)...].first, let first = name.first else { return false }
    if tokens[..<keyword].contains(where: { ["private", "fileprivate"].contains($0) }) { return false }
    if tokens[keyword] == "extension" {
      let header = tokens[(keyword + 1)...].prefix { $0 != "where" && $0 != "{" }
      let protocols = header.split(separator: ":").dropFirst().joined().filter { $0.first.map(Self.isWord) ?? false }
      extensions.append(Extension(type: String(name), protocols: protocols.map(String.init)))
      if let body = tokens.firstIndex(of: "{") { extend(Array(tokens[body...])) }
      return true
    }
    if Self.isWord(first) { declared.insert(String(name)) } else { isAmbient = true }
    return false
  }

  /// Reads a line of the last extension.
  private mutating func extend(_ tokens: [Substring]) {
    guard var last = extensions.popLast() else { return }
    for (keyword, name) in zip(tokens, tokens.dropFirst()) where Self.memberKeywords.contains(keyword) {
      if name.first.map(Self.isWord) ?? false {
        last.members.insert(String(name))
      } else if name != "." {
        // Any other sign is an operator or a tuple of names; the dot in `case .some` starts a pattern.
        last.isNameless = true
      }
    }
    if tokens.contains("subscript") || tokens.first == "#" || last.members.contains("callAsFunction") {
      last.isNameless = true
    }
    if tokens.contains("init") { last.members.insert(last.type) }
    extensions.append(last)
  }

  /// Whether a line opens, parts or ends a stretch that is compiled for some systems only, where imports alone may stand.
  private static func isCondition(_ tokens: [Substring]) -> Bool {
    tokens.count > 1 && tokens[0] == "#" && ["if", "elseif", "else", "endif"].contains(tokens[1])
  }

  private static let memberKeywords: Set<Substring> = [
    "func", "var", "let", "case", "typealias", "struct", "class", "enum", "actor",
  ]

  /// Spaces before a member of what stands at the top level; what is further in is reached through that member.
  private static let indentation = 2

  private static let keywords: Set<Substring> = [
    "struct", "class", "enum", "protocol", "actor", "extension", "typealias", "func", "let", "var",
  ]

  /// `GRU` in `Entry(GRU.self) { $0 },`.
  private static func entry(in line: Substring) -> String? {
    let text = line.trimmingPrefix { $0 == " " }
    guard text.hasPrefix("Entry("), text.hasSuffix(".self) { $0 },") else { return nil }
    let name = text.dropFirst("Entry(".count).dropLast(".self) { $0 },".count)
    return name.allSatisfy(isWord) ? String(name) : nil
  }

  /// `gru` in `package static let name = "gru"`.
  private static func word(in tokens: [Substring], line: Substring) -> String? {
    guard let place = tokens.firstIndex(of: "name"), place >= 2, tokens[place - 2] == "static",
      let open = line.firstIndex(of: "\"")
    else { return nil }
    return String(line[line.index(after: open)...].prefix { $0 != "\"" })
  }

  private static func isWord(_ character: Character) -> Bool {
    character == "_" || character.isLetter || character.isNumber
  }

  /// Words, and every other character but spaces by itself; by bytes, since nearly all are of one.
  private static func tokens(of line: Substring) -> [Substring] {
    var tokens: [Substring] = []
    var place = line.startIndex
    while place < line.endIndex {
      let start = place
      while let next = end(ofWordPartAt: place, in: line) { place = next }
      if place == start {
        line.formIndex(after: &place)
        if line.utf8[start] == UInt8(ascii: " ") { continue }
      }
      tokens.append(line[start..<place])
    }
    return tokens
  }

  /// Where the letter, digit or underscore at a place ends; nil where something else stands there.
  private static func end(ofWordPartAt place: String.Index, in line: Substring) -> String.Index? {
    guard place < line.endIndex else { return nil }
    switch line.utf8[place] {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
      return line.utf8.index(after: place)
    case 0..<0x80: return nil
    default: return isWord(line[place]) ? line.index(after: place) : nil
    }
  }
}
