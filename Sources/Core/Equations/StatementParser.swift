/// Reads the lines of a definition; what is wrong with one line does not stop the others.
package struct StatementParser {
  /// The kind of definition, which decides how a line with `=` is read.
  package enum Form: Sendable { case equations, formula, property }

  package private(set) var statements: [Statement] = []
  package private(set) var problems: [DefinitionProblem] = []

  private let form: Form
  private let limits: TextLimits

  /// Reads `lines`; `functions` are those of the book that may be called.
  package init(
    _ lines: [DefinitionLine], as form: Form, functions: Set<String> = [], within limits: TextLimits = .written
  ) {
    self.form = form
    self.limits = limits
    do throws(DefinitionProblem) {
      var parser = FormulaParser(
        try DefinitionLexer.tokens(of: lines, within: limits), functions: functions, within: limits)
      while true {
        parser.skipNewlines()
        if parser.token.kind == .end { return }
        guard statements.count < DefinitionLimits.mostEquations else {
          throw DefinitionProblem(
            "a definition has more than \(DefinitionLimits.mostEquations) equations",
            remedy: "split it into several definitions", span: parser.token.span)
        }
        guard problems.count < 20 else { return }
        do throws(DefinitionProblem) {
          try read(&parser)
        } catch {
          problems.append(error)
          while parser.token.kind != .newline, parser.token.kind != .end { parser.advance() }
        }
      }
    } catch {
      problems.append(error)
    }
  }

  private mutating func read(_ parser: inout FormulaParser) throws(DefinitionProblem) {
    let start = parser.token.span
    let kind = try kind(&parser)
    let end = max(parser.previousEnd, start.lowerBound)
    if parser.token.kind != .newline, parser.token.kind != .end {
      throw DefinitionProblem(
        "unexpected \(parser.token.description)",
        remedy: "write one equation a line; put an operator before it, or remove it", span: parser.token.span)
    }
    if end - start.lowerBound > limits.equation {
      throw DefinitionProblem(
        "an equation of \(end - start.lowerBound) bytes is too long; at most \(limits.equation) are allowed",
        remedy: "name parts of it in separate equations", span: start)
    }
    statements.append(Statement(kind: kind, span: start.lowerBound..<end, nameSpan: start))
  }

  private func kind(_ parser: inout FormulaParser) throws(DefinitionProblem) -> Statement.Kind {
    if form == .formula { return .formula(try parser.formula()) }
    if case .name(let word) = parser.token.kind {
      let place = parser.place
      parser.advance()
      switch (word, form) {
      case ("state", .equations): return .states(try declarations(&parser))
      case ("parameter", .equations): return .parameters(try declarations(&parser))
      case ("answers", .equations) where parser.token.kind == .name("from"):
        parser.advance()
        return .answers(try parser.formula())
      case ("for", .property): return .variables(try variables(&parser))
      case ("control", .property): return try control(&parser)
      default: break
      }
      parser.place = place
      if let kind = try equation(&parser) { return kind }
      parser.place = place
    }
    let left = try parser.formula()
    for relation in Statement.Relation.allCases where parser.take(relation.rawValue) {
      parser.skipNewlines()
      let right = try parser.formula()
      if form == .property { return .relation(left, relation, right) }
      throw DefinitionProblem(
        "an equation cannot define '\(left)'", remedy: "put a single name on the left, as y = …",
        span: left.span)
    }
    if form == .property {
      throw DefinitionProblem(
        "'\(left)' is not compared with anything", remedy: "write a = b, or a <= b", span: left.span)
    }
    throw DefinitionProblem("'\(left)' defines nothing", remedy: "write it as name = …", span: left.span)
  }

  /// `name = …`, `name' = …`, `name ~ …`, `name[i] = …` of a check; nil where the line is something else.
  private func equation(_ parser: inout FormulaParser) throws(DefinitionProblem) -> Statement.Kind? {
    let (name, span) = try parser.name("of what the line defines")
    let isNext = parser.take("'")
    var indices: [String] = []
    var dimensions: [Formula] = []
    if !isNext, parser.take("[") {
      dimensions = [try parser.formula()]
      while parser.take(",") { dimensions.append(try parser.formula()) }
      try parser.expect("]", to: "after the dimensions")
    }
    if form == .equations, parser.take("~") {
      let source = try distribution(&parser)
      return .draw(Statement.Declared(name: name, dimensions: dimensions, span: span), source)
    }
    guard parser.take("=") else { return nil }
    for dimension in dimensions {
      guard form == .property, case .name(let index) = dimension.kind else {
        if form == .property { return nil }
        throw DefinitionProblem(
          "the left side of an equation must be a single name",
          remedy: "write \(name) = …, or \(name)' = … for a state after the step", span: dimension.span)
      }
      indices.append(index)
    }
    parser.skipNewlines()
    return .equation(name: name, isNext: isNext, indices: indices, try parser.formula())
  }

  private func declarations(_ parser: inout FormulaParser) throws(DefinitionProblem) -> [Statement.Declared] {
    var all: [Statement.Declared] = []
    repeat { all.append(try declared(&parser)) } while parser.take(",")
    return all
  }

  private func declared(_ parser: inout FormulaParser) throws(DefinitionProblem) -> Statement.Declared {
    let (name, span) = try parser.name("to declare")
    var dimensions: [Formula] = []
    var end = span.upperBound
    if parser.take("[") {
      dimensions.append(try parser.formula())
      while parser.take(",") { dimensions.append(try parser.formula()) }
      end = parser.token.span.upperBound
      try parser.expect("]", to: "after the dimensions")
    }
    return Statement.Declared(name: name, dimensions: dimensions, span: span.lowerBound..<end)
  }

  private func variables(_ parser: inout FormulaParser) throws(DefinitionProblem) -> [(
    Statement.Declared, Statement.Source
  )] {
    var all: [(Statement.Declared, Statement.Source)] = []
    repeat {
      parser.skipNewlines()
      let declared = try declared(&parser)
      if parser.take("~") {
        all.append((declared, try distribution(&parser)))
        continue
      }
      guard case .name("in") = parser.token.kind else {
        throw DefinitionProblem(
          "nothing says where '\(declared.name)' comes from",
          remedy: "write \(declared.name) ~ gaussian, or \(declared.name) in 0...11",
          span: declared.span)
      }
      parser.advance()
      if parser.take("{") {
        var values = [try parser.formula()]
        while parser.take(",") { values.append(try parser.formula()) }
        try parser.expect("}", to: "after the values")
        all.append((declared, .values(values)))
      } else {
        let first = try parser.formula()
        try parser.expect("...", to: "between the ends of a range")
        all.append((declared, .range(first, try parser.formula())))
      }
    } while parser.take(",")
    return all
  }

  private func distribution(_ parser: inout FormulaParser) throws(DefinitionProblem) -> Statement.Source {
    let (name, _) = try parser.name("of a distribution")
    var arguments: [Formula] = []
    if parser.take("(") {
      arguments.append(try parser.formula())
      while parser.take(",") { arguments.append(try parser.formula()) }
      try parser.expect(")", to: "after the numbers of '\(name)'")
    }
    return .distribution(name, arguments)
  }

  private func control(_ parser: inout FormulaParser) throws(DefinitionProblem) -> Statement.Kind {
    let (name, span) = try parser.name("of what the control changes")
    var indices: [String] = []
    if parser.take("[") {
      repeat { indices.append(try parser.name("of a place").0) } while parser.take(",")
      try parser.expect("]", to: "after the places")
    }
    guard parser.take("->") else {
      throw DefinitionProblem(
        "this control does not say what it changes", remedy: "write control \(name) -> \(name) + 1", span: span)
    }
    return .control(name: name, indices: indices, try parser.formula())
  }
}
