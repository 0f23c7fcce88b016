import Settings

/// A setting that a definition has, with its default.
package struct DefinitionSetting: Sendable, Equatable {
  package var name: String
  package var fallback: Double
  package var least: Double
  package var most: Double
  package var help: String
  /// Whether it counts something: a dimension, a number of steps, the end of a sum.
  package var isWhole: Bool
  package var span: Range<Int>
}

extension DefinitionSetting {
  /// Reads `[width: 16, rate: number(0.1, from: 0, to: 1, help: "…")]`; `longest` is the most that `length` may be.
  package static func read(
    _ text: String, base: Int, whole: Set<String>, longest: Int? = nil
  ) -> (settings: [DefinitionSetting], problems: [DefinitionProblem]) {
    var problems: [DefinitionProblem] = []
    var settings: [DefinitionSetting] = []
    do throws(SettingProblem) {
      var lexer = try Lexer(text, base: base)
      let (arguments, _) = try Value.arguments(from: &lexer, open: "[", close: "]")
      try lexer.expectEnd()
      for argument in arguments {
        do throws(DefinitionProblem) { settings.append(try read(argument, whole: whole, longest)) } catch {
          problems.append(error)
        }
      }
    } catch {
      problems.append(
        DefinitionProblem(
          error.message, remedy: error.remedy ?? "write settings as [width: 16, rate: 0.1]", span: error.span))
    }
    return (settings, problems)
  }

  private static func read(
    _ argument: Argument, whole: Set<String>, _ longest: Int?
  ) throws(DefinitionProblem) -> DefinitionSetting {
    let value = argument.value
    guard let name = argument.label else {
      throw DefinitionProblem(
        "'\(value)' has no name", remedy: "write settings as [width: 16]", span: value.span)
    }
    let isName = name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
    guard isName, !EquationWords.reserved.contains(name),
      !["x", "y", "t", "T", "r", "yhat", "layers", "inputs", "outputs", "text"].contains(name)
    else {
      throw DefinitionProblem(
        "a setting cannot be called '\(name)'",
        remedy: "choose another word of letters, digits and '_'",
        span: argument.labelSpan)
    }
    let longest = name == "length" ? longest.map(Double.init) : nil
    let isWhole = whole.contains(name) || longest != nil
    var setting = DefinitionSetting(
      name: name, fallback: 0, least: isWhole ? 1 : -.greatestFiniteMagnitude,
      most: isWhole ? longest ?? Double(DefinitionLimits.largestSize) : .greatestFiniteMagnitude, help: "",
      isWhole: isWhole,
      span: argument.labelSpan.lowerBound..<value.span.upperBound)
    switch value.kind {
    case .number(let number): setting.fallback = number
    case .call("number", let arguments), .call("count", let arguments):
      if value.head == "count" {
        setting.isWhole = true
        if !isWhole { (setting.least, setting.most) = (0, 1_000_000) }
      }
      for part in arguments {
        switch (part.label, part.value.kind) {
        case (nil, .number(let number)), ("default", .number(let number)): setting.fallback = number
        case ("from", .number(let number)): setting.least = number
        case ("to", .number(let number)): setting.most = number
        case ("help", .string(let help)): setting.help = help
        default:
          throw DefinitionProblem(
            "'\(part.label ?? "\(part.value)")' does not describe a setting",
            remedy: "write number(0.1, from: 0, to: 1, help: \"how fast\")", span: part.labelSpan)
        }
      }
    default:
      throw DefinitionProblem(
        "the default of '\(name)' cannot be \(value)", remedy: "write a number, or number(0.1, from: 0, to: 1)",
        span: value.span)
    }
    if let longest {
      setting.least = max(setting.least, 1)
      setting.most = min(setting.most, longest)
    }
    if setting.isWhole, Int(exactly: setting.fallback) == nil {
      throw DefinitionProblem(
        "'\(name)' counts something, and \(Value.text(of: setting.fallback)) is not a whole number",
        remedy: "give it a whole number as default", span: value.span)
    }
    guard setting.least <= setting.fallback, setting.fallback <= setting.most else {
      throw DefinitionProblem(
        "the default of '\(name)' is \(Value.text(of: setting.fallback)), and it goes from \(Value.text(of: setting.least)) to \(Value.text(of: setting.most))",
        remedy: "choose a default within these bounds", span: value.span)
    }
    return setting
  }

  /// Declares the setting and reads what a chapter gives for it.
  package func read(from settings: Settings) -> Double {
    let help = help.isEmpty ? "a setting of this definition" : help
    if isWhole {
      return Double(
        settings.count(name, default: Int(fallback), Int(max(least, -1e15))...Int(min(most, 1e15)), help: help))
    }
    let isBounded = least > -.greatestFiniteMagnitude || most < .greatestFiniteMagnitude
    return settings.number(name, default: fallback, isBounded ? .range(least...most) : .any, help: help)
  }
}
