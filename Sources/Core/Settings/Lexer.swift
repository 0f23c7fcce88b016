/// Splits the text of the setting language into tokens.
package struct Lexer: Sendable {
  package enum Token: Sendable, Equatable {
    case number(Double)
    case string(String)
    case name(String)
    /// One of `( ) [ ] , : . + - * / ^ < > =`, or the pairs `<=`, `>=`, and `...`.
    case symbol(String)
    case end

    /// How a message names the token.
    package var description: String {
      switch self {
      case .number(let number): "'\(Value.text(of: number))'"
      case .string(let string): "\"\(string)\""
      case .name(let name): "'\(name)'"
      case .symbol(let symbol): "'\(symbol)'"
      case .end: "the end"
      }
    }
  }

  private let bytes: [UInt8]
  /// Added to every span, for a text that is part of a larger one.
  private let base: Int
  /// Whether `two-part` is one name, as in settings, or a difference, as in formulae.
  private let joinsNames: Bool
  private var position = 0
  package private(set) var token: Token = .end
  /// Bytes of `token`.
  package private(set) var span = 0..<0

  /// Reads the first token of `text`.
  package init(_ text: String, base: Int = 0, joinsNames: Bool = true) throws(SettingProblem) {
    bytes = Array(text.utf8)
    self.base = base
    self.joinsNames = joinsNames
    try advance()
  }

  /// Moves to the next token.
  package mutating func advance() throws(SettingProblem) {
    while position < bytes.count, bytes[position] <= 32 { position += 1 }
    let start = position
    token = try next()
    span = base + start..<base + position
  }

  /// Moves past `symbol` if it is the current token.
  package mutating func take(_ symbol: String) throws(SettingProblem) -> Bool {
    guard token == .symbol(symbol) else { return false }
    try advance()
    return true
  }

  /// Moves past `symbol` or throws, naming what stands there instead.
  package mutating func expect(_ symbol: String, to purpose: String) throws(SettingProblem) {
    guard try take(symbol) else {
      throw SettingProblem(
        "expected '\(symbol)' \(purpose), found \(token.description)", remedy: "add '\(symbol)'", kind: .malformed,
        span: span)
    }
  }

  /// Throws at the end of the text, before which `closing` should stand.
  package func expectMore(until closing: String, in thing: String) throws(SettingProblem) {
    guard token == .end else { return }
    throw SettingProblem(
      "this \(thing) is never closed", remedy: "close it with '\(closing)'", kind: .malformed, span: span)
  }

  /// Throws unless all text was read.
  package func expectEnd() throws(SettingProblem) {
    guard token == .end else {
      throw SettingProblem(
        "unexpected \(token.description)", remedy: "remove it, or put a comma or an operator before it",
        kind: .malformed, span: span)
    }
  }

  private mutating func next() throws(SettingProblem) -> Token {
    guard position < bytes.count else { return .end }
    let byte = bytes[position]
    if Self.isDigit(byte)
      || (byte == UInt8(ascii: ".") && position + 1 < bytes.count && Self.isDigit(bytes[position + 1]))
    {
      return try number()
    }
    if Self.isLetter(byte) { return name() }
    if byte == UInt8(ascii: "\"") { return try string() }
    for pair in ["...", "<=", ">="] where bytes[position...].starts(with: pair.utf8) {
      position += pair.utf8.count
      return .symbol(pair)
    }
    if "()[],:.+-*/^<>=%~".utf8.contains(byte) {
      position += 1
      return .symbol(String(UnicodeScalar(byte)))
    }
    let start = position
    position += 1
    while position < bytes.count, bytes[position] & 0xC0 == 0x80 { position += 1 }
    let character = String(decoding: bytes[start..<position], as: UTF8.self)
    throw SettingProblem(
      "unexpected character '\(character)'", remedy: "put text with such characters between double quotes",
      kind: .malformed, span: base + start..<base + position)
  }

  private mutating func number() throws(SettingProblem) -> Token {
    let start = position
    func isPoint(_ index: Int) -> Bool {
      bytes[index] == UInt8(ascii: ".") && !(index + 1 < bytes.count && bytes[index + 1] == UInt8(ascii: "."))
    }
    while position < bytes.count, Self.isDigit(bytes[position]) || isPoint(position) { position += 1 }
    if position < bytes.count, bytes[position] | 32 == UInt8(ascii: "e") {
      var ahead = position + 1
      if ahead < bytes.count, bytes[ahead] == UInt8(ascii: "+") || bytes[ahead] == UInt8(ascii: "-") { ahead += 1 }
      if ahead < bytes.count, Self.isDigit(bytes[ahead]) {
        while ahead < bytes.count, Self.isDigit(bytes[ahead]) { ahead += 1 }
        position = ahead
      }
    }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    let span = base + start..<base + position
    guard let value = Double(text) else {
      throw SettingProblem(
        "'\(text)' is not a number", remedy: "write it as 12, 0.5 or 1e-3", kind: .malformed, span: span)
    }
    guard value.isFinite else {
      throw SettingProblem("'\(text)' is too large", remedy: "numbers go up to 1.7e308", kind: .malformed, span: span)
    }
    return .number(value)
  }

  private mutating func name() -> Token {
    let start = position
    func isJoined(_ index: Int) -> Bool {
      joinsNames && bytes[index] == UInt8(ascii: "-") && index + 1 < bytes.count && Self.isLetter(bytes[index + 1])
    }
    while position < bytes.count, Self.isLetter(bytes[position]) || Self.isDigit(bytes[position]) || isJoined(position)
    {
      position += 1
    }
    return .name(String(decoding: bytes[start..<position], as: UTF8.self))
  }

  private mutating func string() throws(SettingProblem) -> Token {
    let start = position
    position += 1
    while position < bytes.count, bytes[position] != UInt8(ascii: "\"") { position += 1 }
    guard position < bytes.count else {
      throw SettingProblem(
        "this text has no closing quote", remedy: "end it with \"", kind: .malformed,
        span: base + start..<base + position)
    }
    position += 1
    return .string(String(decoding: bytes[start + 1..<position - 1], as: UTF8.self))
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte >= 48 && byte <= 57 }
  private static func isLetter(_ byte: UInt8) -> Bool {
    (byte | 32 >= 97 && byte | 32 <= 122) || byte == UInt8(ascii: "_")
  }
}
