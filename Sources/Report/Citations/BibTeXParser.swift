import Basics
import Source

/// One entry of a BibTeX file, its fields as TeX.
package struct BibTeXEntry: Sendable {
  /// "article", in lower case.
  var type: String
  package var key: String
  package var keySpan: Range<Int>
  /// By name in lower case.
  package var fields: [String: String]
  package var file: SourceFile
}

/// Reads a BibTeX file: entries, `@string` abbreviations and `#` between parts of a value.
package struct BibTeXParser {
  private let file: SourceFile
  private let bytes: [UInt8]
  private var position = 0
  private var abbreviations: [String: String] = [:]
  /// Bytes that abbreviations may still put in; negative once they were too many.
  private var room = mostExpanded
  /// How many values were sought to the end of the file and not found.
  private var unclosed = 0
  package private(set) var entries: [BibTeXEntry] = []
  package private(set) var diagnostics: [Diagnostic] = []

  /// The most bytes that the abbreviations of a file expand to.
  static let mostExpanded = 4_000_000
  /// With so many values that are never closed, the rest of the file is not read.
  private static let mostUnclosed = 100

  /// A mistake, behind which reading goes on at the next `@`.
  private struct Mistake: ExplainedError {
    var message: String
    var remedy: String
    var span: Range<Int>

    package var description: String { "\(message) (\(remedy))" }
  }

  package init(_ file: SourceFile) {
    self.file = file
    bytes = file.bytes
    for (number, month) in Self.months.enumerated() { abbreviations[month] = String(number + 1) }
    while let sign = QuickSearch.place(of: UInt8(ascii: "@"), in: bytes, from: position) {
      position = sign + 1
      do throws(Mistake) { try item() } catch {
        diagnostics.append(
          Diagnostic(.malformedBibliography, error.message, remedy: error.remedy, file: file, span: error.span))
      }
    }
  }

  private static let months = "jan feb mar apr may jun jul aug sep oct nov dec".split(separator: " ").map(String.init)

  private mutating func item() throws(Mistake) {
    let start = position
    let type = name().lowercased()
    skipSpace()
    guard !type.isEmpty else { return }
    if type == "comment" { return }
    guard let closing = closer() else {
      throw Mistake(
        message: "expected '{' after '@\(type)'", remedy: "write @\(type){key, name = {value}}", span: start..<position)
    }
    switch type {
    case "preamble": _ = try value(until: closing)
    case "string":
      skipSpace()
      let name = name().lowercased()
      try expect("=", after: name)
      abbreviations[name] = try value(until: closing)
    default: try entry(type, closing: closing)
    }
  }

  private mutating func entry(_ type: String, closing: UInt8) throws(Mistake) {
    skipSpace()
    let start = position
    while position < bytes.count, !Self.isSpace(bytes[position]), ![44, closing].contains(bytes[position]) {
      position += 1
    }
    var entry = BibTeXEntry(
      type: type, key: file.text(start..<position), keySpan: start..<position, fields: [:], file: file)
    skipSpace()
    while position < bytes.count, bytes[position] != closing {
      if bytes[position] == UInt8(ascii: ",") {
        position += 1
        skipSpace()
        continue
      }
      let field = name().lowercased()
      try expect("=", after: field.isEmpty ? entry.key : field)
      entry.fields[field] = try value(until: closing)
      skipSpace()
      guard position < bytes.count, [44, closing].contains(bytes[position]) else { break }
    }
    guard position < bytes.count, bytes[position] == closing else {
      throw Mistake(
        message: "the entry '\(entry.key)' is not closed", remedy: "put a comma between its fields and close it with }",
        span: entry.keySpan)
    }
    position += 1
    guard !entry.key.isEmpty else {
      throw Mistake(
        message: "this entry has no key", remedy: "write the word to cite it by after the brace",
        span: start..<start + 1)
    }
    entries.append(entry)
  }

  /// Parts between braces or quotes, numbers and abbreviations, joined by `#`.
  private mutating func value(until closing: UInt8) throws(Mistake) -> String {
    var text = ""
    repeat {
      skipSpace()
      guard position < bytes.count else { break }
      switch bytes[position] {
      case UInt8(ascii: "{"): text += try group(from: UInt8(ascii: "}"))
      case UInt8(ascii: "\""): text += try group(from: UInt8(ascii: "\""))
      default:
        let start = position
        let word = name()
        guard !word.isEmpty else {
          throw Mistake(
            message: "expected a value", remedy: "put it between braces", span: start..<min(start + 1, bytes.count))
        }
        text += try expanded(word, at: start)
      }
      skipSpace()
    } while take("#")
    return text
  }

  /// What an abbreviation stands for, or the word itself where it is none.
  private mutating func expanded(_ word: String, at start: Int) throws(Mistake) -> String {
    guard room >= 0, let text = abbreviations[word.lowercased()] else { return word }
    room -= text.utf8.count
    if room >= 0 { return text }
    throw Mistake(
      message: "the abbreviations of this file expand to more than \(Self.mostExpanded / 1_000_000) MB",
      remedy: "nest fewer @string definitions, or shorten them", span: start..<position)
  }

  /// The text up to `end` outside inner braces.
  private mutating func group(from end: UInt8) throws(Mistake) -> String {
    let start = position
    position += 1
    var depth = 0
    while position < bytes.count {
      let byte = bytes[position]
      if depth == 0, byte == end {
        position += 1
        return file.text(start + 1..<position - 1)
      }
      if byte == UInt8(ascii: "\\") { position += 1 }
      if byte == UInt8(ascii: "{") { depth += 1 }
      if byte == UInt8(ascii: "}") { depth -= 1 }
      position += 1
    }
    unclosed += 1
    position = unclosed < Self.mostUnclosed ? start + 1 : bytes.count
    throw Mistake(
      message: "this value is never closed", remedy: "close it, and each brace within it", span: start..<start + 1)
  }

  /// The bracket that closes the one which stands here; passes it.
  private mutating func closer() -> UInt8? {
    if take("{") { return UInt8(ascii: "}") }
    return take("(") ? UInt8(ascii: ")") : nil
  }

  private mutating func expect(_ character: Character, after word: String) throws(Mistake) {
    skipSpace()
    if take(character) { return }
    throw Mistake(
      message: "expected '\(character)' after '\(word)'", remedy: "write name = {value}",
      span: min(position, bytes.count)..<min(position + 1, bytes.count))
  }

  private mutating func take(_ character: Character) -> Bool {
    guard position < bytes.count, bytes[position] == character.asciiValue else { return false }
    position += 1
    return true
  }

  private mutating func name() -> String {
    let start = position
    while position < bytes.count, !Self.isSpace(bytes[position]), !"{}()\",=#%@".utf8.contains(bytes[position]) {
      position += 1
    }
    return file.text(start..<position)
  }

  private mutating func skipSpace() {
    while position < bytes.count, Self.isSpace(bytes[position]) { position += 1 }
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 32 || (9...13).contains(byte) }
}
