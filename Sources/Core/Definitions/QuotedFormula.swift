import Equations
import Numerics
import Settings

extension BookDefinitions: FormulaExpansion {
  package func expanded(
    _ text: String, start: Int, variables: [String]
  ) throws(DefinitionProblem) -> ExpandedFormula? {
    if functions.names.isEmpty { return nil }
    let bytes = Array(text.utf8)
    let calls = try Self.calls(in: bytes, of: functions.names, start: start)
    if calls.isEmpty { return nil }
    var (expanded, plain) = ([UInt8](), [UInt8]())
    var place = 0
    var inlining = FunctionInlining(functions)
    for call in calls {
      let given = String(decoding: bytes[call], as: UTF8.self)
      let span = start + call.lowerBound..<start + call.upperBound
      var parser = FormulaParser(
        try DefinitionLexer.tokens(of: [DefinitionLine(given, start: span.lowerBound)]), functions: functions.names)
      let written = try parser.formula()
      try Self.check(written, variables)
      let formula = try inlining.formula(written)
      var writer = SettingFormulaWriter(span: span)
      try writer.write(formula, within: [:])
      try Self.checkReading(writer.text, variables, span)
      expanded += bytes[place..<call.lowerBound] + Array("(\(writer.text))".utf8)
      plain += bytes[place..<call.lowerBound] + [UInt8(ascii: "0")]
      plain += Array(repeating: UInt8(ascii: " "), count: call.count - 1)
      place = call.upperBound
    }
    if inlining.restsOnFaulty { return ExpandedFormula(text: "1", plain: "1") }
    expanded += bytes[place...]
    plain += bytes[place...]
    return ExpandedFormula(
      text: String(decoding: expanded, as: UTF8.self), plain: String(decoding: plain, as: UTF8.self))
  }

  /// The outermost calls of `names` in a text, each from its name to its closing parenthesis.
  private static func calls(
    in bytes: [UInt8], of names: Set<String>, start: Int
  ) throws(DefinitionProblem) -> [Range<Int>] {
    func isWord(_ byte: UInt8) -> Bool {
      byte == UInt8(ascii: "_") || (48...57).contains(byte) || (97...122).contains(byte | 32)
    }
    var calls: [Range<Int>] = []
    var place = 0
    while place < bytes.count {
      guard isWord(bytes[place]) else {
        place += 1
        continue
      }
      let first = place
      while place < bytes.count, isWord(bytes[place]) { place += 1 }
      guard place < bytes.count, bytes[place] == UInt8(ascii: "("),
        names.contains(String(decoding: bytes[first..<place], as: UTF8.self))
      else { continue }
      var depth = 0
      var end = place
      repeat {
        if bytes[end] == UInt8(ascii: "(") { depth += 1 }
        if bytes[end] == UInt8(ascii: ")") { depth -= 1 }
        end += 1
      } while depth > 0 && end < bytes.count
      guard depth == 0 else {
        throw DefinitionProblem(
          "this call is never closed", remedy: "close it with ')'", span: start + first..<start + place)
      }
      calls.append(first..<end)
      place = end
    }
    return calls
  }

  /// A formula that nests too deeply to be read again is refused.
  private static func checkReading(
    _ text: String, _ variables: [String], _ span: Range<Int>
  ) throws(DefinitionProblem) {
    do throws(SettingProblem) { _ = try Expression(parsing: text, variables: variables) } catch {
      throw DefinitionProblem(
        "with its functions expanded, \(error.message)", remedy: "let functions call one another less deeply",
        span: span)
    }
  }

  private static func check(_ formula: Formula, _ variables: [String]) throws(DefinitionProblem) {
    for name in formula.freeNames where !variables.contains(name.name) && name.name != "pi" {
      throw DefinitionProblem(
        "unknown name '\(name.name)' in this formula", remedy: "it takes \(variables.joined(separator: ", "))",
        span: name.span)
    }
  }
}

/// Writes a formula in the functions of the setting language.
private struct SettingFormulaWriter {
  private static let longest = 50_000
  /// Functions that the setting language has under the same name.
  private static let known: Set<String> = ["exp", "log", "sqrt", "abs", "sin", "cos", "tanh", "min", "max"]

  private(set) var text = ""
  /// Where the formula is used.
  let span: Range<Int>
  private var work = 0

  init(span: Range<Int>) { self.span = span }

  /// Adds a formula; `bound` has the values of the indices of its sums.
  mutating func write(_ formula: Formula, within bound: [String: Double]) throws(DefinitionProblem) {
    work += 1
    guard text.utf8.count <= Self.longest, work <= Self.longest else {
      throw DefinitionProblem(
        "with its functions expanded, this formula is longer than \(Self.longest) bytes",
        remedy: "shorten the sums, or use it in an equation of a task", span: span)
    }
    switch formula.kind {
    case .number(let value): add(value)
    case .name("pi"): add(.pi)
    case .name(let name):
      if let value = bound[name] { add(value) } else { text += name }
    case .sum(let terms):
      for (position, item) in terms.enumerated() {
        if item.isNegative { text += " - " } else if position > 0 { text += " + " }
        try enclose(item.term, unless: { !$0.isSum }, bound)
      }
    case .product(let factors):
      for (position, item) in factors.enumerated() {
        if position > 0 { text += item.isDivisor ? " / " : " * " } else if item.isDivisor { text += "1 / " }
        try enclose(item.factor, unless: { $0.isAtom || $0.isPower }, bound)
      }
    case .apply(let left, let right):
      try enclose(left, unless: \.isAtom, bound)
      text += " * "
      try enclose(right, unless: \.isAtom, bound)
    case .power(let base, let exponent):
      try enclose(base, unless: \.isAtom, bound)
      text += "^"
      try enclose(exponent, unless: \.isAtom, bound)
    case .call(let name, let arguments, _): try call(name, arguments, bound)
    case .total(let index, let from, let to, let body): try total(index, from, to, body, bound)
    case .index:
      throw DefinitionProblem(
        "'\(formula)' refers to another step", remedy: "use the names that this formula takes", span: span)
    }
  }

  private mutating func add(_ value: Double) {
    text += value < 0 ? "(\(Value.text(of: value)))" : Value.text(of: value)
  }

  private mutating func enclose(
    _ formula: Formula, unless isFree: (Formula) -> Bool, _ bound: [String: Double]
  ) throws(DefinitionProblem) {
    var isOwn = isFree(formula)
    // What is written out in other functions is a sum or a quotient.
    if case .call(let name, _, _) = formula.kind, !Self.known.contains(name) { isOwn = false }
    if case .total = formula.kind { isOwn = false }
    if isOwn { return try write(formula, within: bound) }
    text += "("
    try write(formula, within: bound)
    text += ")"
  }

  private mutating func call(
    _ name: String, _ arguments: [Formula], _ bound: [String: Double]
  ) throws(DefinitionProblem) {
    if Self.known.contains(name) {
      var pieces: [Piece] = []
      for (position, argument) in arguments.enumerated() {
        pieces += [.text(position > 0 ? ", " : "\(name)("), .formula(argument)]
      }
      return try put(pieces + [.text(")")], bound)
    }
    let a = arguments.first ?? .number(0, span: span)
    switch ElementFunction(rawValue: name) {
    case .sigmoid: return try put([.text("1 / (1 + exp(-("), .formula(a), .text(")))")], bound)
    case .relu: return try put([.text("max("), .formula(a), .text(", 0)")], bound)
    case .softplus:
      return try put(
        [.text("max("), .formula(a), .text(", 0) + log(1 + exp(-abs("), .formula(a), .text(")))")], bound)
    // The setting language has no jump: what is not 0 lies beyond 1 once it is multiplied so.
    case .sign: return try put([.text("max(-1, min(1, 1e300 * ("), .formula(a), .text(")))")], bound)
    default: break
    }
    switch BuiltInCall(rawValue: name) {
    case .clip:
      try put(
        [
          .text("min(max("), .formula(a), .text(", "), .formula(arguments[1]), .text("), "), .formula(arguments[2]),
          .text(")"),
        ], bound)
    case .hardtanh: try put([.text("min(max("), .formula(a), .text(", -1), 1)")], bound)
    default:
      let others = ["sigmoid", "relu", "softplus", "sign", "clip", "hardtanh"]
      throw DefinitionProblem(
        "'\(name)' cannot be used in a formula between quotes",
        remedy: "use \((Self.known.sorted() + others).joined(separator: ", "))", span: span)
    }
  }

  private enum Piece {
    case text(String)
    case formula(Formula)
  }

  private mutating func put(_ pieces: [Piece], _ bound: [String: Double]) throws(DefinitionProblem) {
    for piece in pieces {
      switch piece {
      case .text(let part): text += part
      case .formula(let formula): try write(formula, within: bound)
      }
    }
  }

  private mutating func total(
    _ index: String, _ from: Formula, _ to: Formula, _ body: Formula, _ bound: [String: Double]
  ) throws(DefinitionProblem) {
    func end(_ end: Formula) throws(DefinitionProblem) -> Int? {
      Int(exactly: try ScalarProgram(end, variables: [], numbers: bound).value([]))
    }
    work += from.size + to.size
    for name in from.freeNames + to.freeNames where bound[name.name] == nil && name.name != "pi" {
      throw DefinitionProblem(
        "the bounds of a sum in it depend on '\(name.name)', so its terms cannot be written out",
        remedy: "pass a number instead, or use the function in an equation of a task", span: span)
    }
    guard let low = try end(from), let high = try end(to) else {
      throw DefinitionProblem(
        "the bounds of a sum in it are not whole numbers", remedy: "sum from a whole number to a whole number",
        span: span)
    }
    if low > high { return text += "0" }
    var inner = bound
    for value in stride(from: low, through: high, by: 1) {
      inner[index] = Double(value)
      if value > low { text += " + " }
      try enclose(body, unless: { !$0.isSum }, inner)
    }
  }
}
