import Settings

/// One line of a definition's text and the byte of its file at which it begins.
package struct DefinitionLine: Sendable, Equatable {
  package var text: String
  package var start: Int

  package init(_ text: String, start: Int = 0) {
    self.text = text
    self.start = start
  }
}

/// A word, number or mark of a definition.
package struct DefinitionToken: Sendable, Equatable {
  package enum Kind: Sendable, Equatable {
    case number(Double)
    case name(String)
    case symbol(String)
    /// The end of a line, or a semicolon.
    case newline
    case end
  }

  package var kind: Kind
  package var span: Range<Int>
  /// Whether white space precedes it.
  var isApart: Bool

  package var description: String {
    switch kind {
    case .number(let number): "'\(Value.text(of: number))'"
    case .name(let name): "'\(name)'"
    case .symbol(let symbol): "'\(symbol)'"
    case .newline: "the end of the line"
    case .end: "the end"
    }
  }
}

/// Splits the lines of a definition into tokens; a comment runs from `#` to the end of its line.
package enum DefinitionLexer {
  /// Other spellings of names and marks, such as printed ones.
  private static let names: [Character: String] = [
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "ζ": "zeta", "η": "eta", "θ": "theta",
    "κ": "kappa", "λ": "lambda", "μ": "mu", "ν": "nu", "ξ": "xi", "π": "pi", "ρ": "rho", "σ": "sigmoid", "τ": "tau",
    "φ": "phi", "χ": "chi", "ψ": "psi", "ω": "omega", "Γ": "Gamma", "Δ": "Delta", "Λ": "Lambda", "Σ": "Sigma",
    "Φ": "Phi", "Ψ": "Psi", "Ω": "Omega", "ŷ": "yhat",
  ]
  private static let marks: [Character: String] = [
    "⊙": "*", "·": "*", "×": "*", "∗": "*", "−": "-", "≤": "<=", "≥": ">=", "→": "->", "′": "'", "’": "'", "∼": "~",
  ]
  private static let pairs = ["...", "<=", ">=", "->"]

  package static func tokens(
    of lines: [DefinitionLine], within limits: TextLimits = .written
  ) throws(DefinitionProblem) -> [DefinitionToken] {
    var tokens: [DefinitionToken] = []
    let size = lines.reduce(0) { $0 + $1.text.utf8.count + 1 }
    let first = lines.first?.start ?? 0
    guard size <= limits.definition else {
      throw DefinitionProblem(
        "a definition of \(size) bytes is too long; at most \(limits.definition) are allowed",
        remedy: "split it into several definitions", span: first..<first + (lines.first?.text.utf8.count ?? 0))
    }
    for line in lines {
      try append(line, to: &tokens)
      let end = line.start + line.text.utf8.count
      tokens.append(DefinitionToken(kind: .newline, span: end..<end, isApart: false))
    }
    let end = tokens.last?.span.upperBound ?? 0
    tokens.append(DefinitionToken(kind: .end, span: end..<end, isApart: false))
    return tokens
  }

  private static func append(_ line: DefinitionLine, to tokens: inout [DefinitionToken]) throws(DefinitionProblem) {
    var rest = line.text[...]
    var place = line.start
    var isApart = true
    while let character = rest.first, character != "#" {
      let width = String(character).utf8.count
      if character.isWhitespace {
        rest.removeFirst()
        place += width
        isApart = true
        continue
      }
      let (kind, length) = try token(rest, at: place)
      let text = rest.prefix(length)
      let bytes = text.utf8.count
      tokens.append(DefinitionToken(kind: kind, span: place..<place + bytes, isApart: isApart))
      rest = rest[text.endIndex...]
      place += bytes
      isApart = false
    }
  }

  /// The token at the start of `text` and how many characters it has.
  private static func token(
    _ text: Substring, at place: Int
  ) throws(DefinitionProblem) -> (DefinitionToken.Kind, Int) {
    guard let first = text.first else { return (.end, 0) }
    if first == ";" { return (.newline, 1) }
    if isDigit(first) || (first == "." && text.dropFirst().first.map(isDigit) == true) {
      return try number(text, at: place)
    }
    if let name = names[first] {
      let tail = text.dropFirst().prefix(while: isWord)
      return (.name(name + tail), 1 + tail.count)
    }
    if isWord(first) {
      let name = text.prefix(while: isWord)
      return (.name(String(name)), name.count)
    }
    for pair in pairs where text.hasPrefix(pair) { return (.symbol(pair), pair.count) }
    if let mark = marks[first] { return (.symbol(mark), 1) }
    if "+-*/^()[]{},=~'<>:".contains(first) { return (.symbol(String(first)), 1) }
    throw DefinitionProblem(
      "unexpected character '\(first)'",
      remedy: "an equation has names, numbers, + - * / ^ and parentheses; a comment begins with #",
      span: place..<place + String(first).utf8.count)
  }

  private static func number(_ text: Substring, at place: Int) throws(DefinitionProblem) -> (DefinitionToken.Kind, Int)
  {
    var end = text.startIndex
    func digits() { while end < text.endIndex, isDigit(text[end]) { end = text.index(after: end) } }
    digits()
    if end < text.endIndex, text[end] == ".", !text[end...].hasPrefix("...") {
      end = text.index(after: end)
      digits()
    }
    if end < text.endIndex, "eE".contains(text[end]) {
      var ahead = text.index(after: end)
      if ahead < text.endIndex, "+-".contains(text[ahead]) { ahead = text.index(after: ahead) }
      if ahead < text.endIndex, isDigit(text[ahead]) {
        end = ahead
        digits()
      }
    }
    let digitsText = text[..<end]
    guard let value = Double(digitsText), value.isFinite else {
      throw DefinitionProblem(
        "'\(digitsText.prefix(40))' is not a finite number",
        remedy: "write it as 12, 0.5 or 1e-3; numbers go up to 1.7e308",
        span: place..<place + digitsText.utf8.count)
    }
    return (.number(value), digitsText.count)
  }

  private static func isDigit(_ character: Character) -> Bool { character >= "0" && character <= "9" }

  private static func isWord(_ character: Character) -> Bool {
    character == "_" || (character.isASCII && (character.isLetter || isDigit(character)))
  }
}
