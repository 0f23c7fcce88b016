extension Value {
  /// How deep calls and lists may nest.
  package static let deepest = 32

  /// Reads `text` as one value.
  package init(parsing text: String, base: Int = 0) throws(SettingProblem) {
    var lexer = try Lexer(text, base: base)
    self = try Value(from: &lexer)
    try lexer.expectEnd()
  }

  /// Reads one value at the lexer's place and leaves the lexer behind it.
  package init(from lexer: inout Lexer, depth: Int = 0) throws(SettingProblem) {
    guard depth < Value.deepest else {
      throw SettingProblem(
        "values nest deeper than \(Value.deepest)", remedy: "flatten this value", kind: .malformed, span: lexer.span)
    }
    let start = lexer.span
    switch lexer.token {
    case .string(let string):
      try lexer.advance()
      self.init(.string(string), span: start)
    case .number, .symbol("-"):
      self = try Value.number(from: &lexer)
    case .symbol("["):
      self = try Value.list(from: &lexer, depth: depth)
    case .name(let first):
      let (name, nameEnd) = try Value.path(first, from: &lexer)
      guard lexer.token == .symbol("(") else {
        self.init(.name(name), span: start.lowerBound..<nameEnd)
        return
      }
      let (arguments, end) = try Value.arguments(from: &lexer, depth: depth)
      self.init(.call(name, arguments), span: start.lowerBound..<end)
    default:
      throw SettingProblem(
        "expected a value, found \(lexer.token.description)",
        remedy: "write a number, a name, \"text\", name(label: value), [a, b] or 1...5", kind: .malformed, span: start)
    }
  }

  /// A name with what follows it behind points, `shared.length`, and the byte after it.
  private static func path(_ first: String, from lexer: inout Lexer) throws(SettingProblem) -> (String, Int) {
    var (path, end) = (first, lexer.span.upperBound)
    try lexer.advance()
    while lexer.token == .symbol("."), lexer.span.lowerBound == end {
      try lexer.advance()
      guard case .name(let next) = lexer.token else {
        throw SettingProblem(
          "expected a name after '\(path).', found \(lexer.token.description)",
          remedy: "write the name of a parameter or of an axis", kind: .malformed, span: lexer.span)
      }
      path += ".\(next)"
      end = lexer.span.upperBound
      try lexer.advance()
    }
    return (path, end)
  }

  private static func number(from lexer: inout Lexer) throws(SettingProblem) -> Value {
    let start = lexer.span.lowerBound
    let (first, firstSpan) = try signedNumber(from: &lexer)
    guard try lexer.take("...") else { return Value(.number(first), span: start..<firstSpan.upperBound) }
    let (last, lastSpan) = try signedNumber(from: &lexer)
    let span = start..<lastSpan.upperBound
    guard let low = Int(exactly: first), let high = Int(exactly: last) else {
      throw SettingProblem(
        "a range goes from whole number to whole number", remedy: "write it as 1...5", kind: .malformed, span: span)
    }
    guard low <= high else {
      throw SettingProblem(
        "the range \(low)...\(high) is empty", remedy: "write the smaller number first", kind: .malformed, span: span)
    }
    return Value(.range(low, high), span: span)
  }

  private static func signedNumber(from lexer: inout Lexer) throws(SettingProblem) -> (Double, Range<Int>) {
    let start = lexer.span.lowerBound
    let negative = try lexer.take("-")
    guard case .number(let number) = lexer.token else {
      throw SettingProblem(
        "expected a number, found \(lexer.token.description)", remedy: "write it as 12, -0.5 or 1...5",
        kind: .malformed, span: lexer.span)
    }
    let span = start..<lexer.span.upperBound
    try lexer.advance()
    return (negative ? -number : number, span)
  }

  private static func list(from lexer: inout Lexer, depth: Int) throws(SettingProblem) -> Value {
    let start = lexer.span.lowerBound
    try lexer.advance()
    var values: [Value] = []
    while lexer.token != .symbol("]") {
      values.append(try Value(from: &lexer, depth: depth + 1))
      try lexer.expectMore(until: "]", in: "list")
      if lexer.token != .symbol("]") { try lexer.expect(",", to: "between the values of a list") }
    }
    let end = lexer.span.upperBound
    try lexer.advance()
    return Value(.list(values), span: start..<end)
  }

  /// Reads `(label: value, …)`, or the same between other brackets; also gives the byte after the closing one.
  package static func arguments(
    from lexer: inout Lexer, depth: Int = 0, open: String = "(", close: String = ")"
  ) throws(SettingProblem) -> ([Argument], Int) {
    try lexer.expect(open, to: "before the settings")
    var arguments: [Argument] = []
    var labels: Set<String> = []
    while lexer.token != .symbol(close) {
      var value = try Value(from: &lexer, depth: depth + 1)
      let span = value.span
      var label: String?
      if case .name(let name) = value.kind, try lexer.take(":") {
        label = name
        value = try Value(from: &lexer, depth: depth + 1)
      }
      if let label, !labels.insert(label).inserted {
        throw SettingProblem("'\(label)' is given twice", remedy: "keep one of them", kind: .repeated, span: span)
      }
      arguments.append(Argument(label: label, value: value, labelSpan: span))
      try lexer.expectMore(until: close, in: "call")
      if lexer.token != .symbol(close) { try lexer.expect(",", to: "between settings") }
    }
    let end = lexer.span.upperBound
    try lexer.advance()
    return (arguments, end)
  }
}
