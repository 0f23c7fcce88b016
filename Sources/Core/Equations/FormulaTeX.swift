import Settings

/// A formula as TeX, set from the tree that runs.
package struct FormulaTeX {
  /// Names that change from step to step get their time as index.
  package var timed: Set<String> = []
  /// Names that stand for the value before the step, such as states.
  package var states: Set<String> = []

  /// Whether products are of vectors, element by element.
  package var marksProducts = false

  package init(timed: Set<String> = [], states: Set<String> = [], marksProducts: Bool = false) {
    self.marksProducts = marksProducts
    self.timed = timed
    self.states = states
  }

  /// The TeX of a formula, without parentheses around it.
  package func callAsFunction(_ formula: Formula) -> String {
    switch formula.kind {
    case .number(let number): return Self.number(number)
    case .name(let name): return self.name(name)
    case .index(let name, let places): return indexed(name, places)
    case .sum(let terms):
      var text = ""
      for (position, item) in terms.enumerated() {
        let part = item.term.isSum ? enclosed(item.term) : self(item.term)
        text += position == 0 ? (item.isNegative ? "-" : "") + part : (item.isNegative ? " - " : " + ") + part
      }
      return text
    case .product(let factors): return product(factors)
    case .apply(let left, let right):
      let first = left.isSum || left.isProduct ? enclosed(left) : self(left)
      return "\(first)\\, \(right.isSum || right.isProduct ? enclosed(right) : self(right))"
    case .power(let base, let exponent):
      if case .call(let function, let arguments, _) = base.kind, let known = ElementFunction(rawValue: function),
        !known.tex.isEmpty
      {
        return "\(known.tex)^{\(self(exponent))}\(enclosed(arguments[0]))"
      }
      return "{\(base.isAtom ? self(base) : enclosed(base))}^{\(self(exponent))}"
    case .call(let name, let arguments, let settings): return call(name, arguments, settings)
    case .total(let index, let from, let to, let body):
      let inner = body.isSum ? enclosed(body) : self(body)
      return "\\sum_{\(Self.symbol(index))=\(self(from))}^{\(self(to))} \(inner)"
    }
  }

  private func enclosed(_ formula: Formula) -> String { "\\left(\(self(formula))\\right)" }

  /// Quotients become fractions, and other factors follow one another, with ⊙ between vectors.
  private func product(_ factors: [(isDivisor: Bool, factor: Formula)]) -> String {
    func line(_ parts: [Formula]) -> String {
      var text = ""
      for (position, part) in parts.enumerated() {
        let piece = part.isSum || part.isProduct ? enclosed(part) : self(part)
        if position > 0 {
          let isBare = parts[position - 1].isPlainNumber || !marksProducts
          text += part.isPlainNumber ? " \\cdot " : isBare ? "\\, " : " \\odot "
        }
        text += piece
      }
      return text
    }
    let above = factors.filter { !$0.isDivisor }.map(\.factor)
    let below = factors.filter(\.isDivisor).map(\.factor)
    guard !below.isEmpty else { return line(above) }
    let top = above.count == 1 ? self(above[0]) : line(above)
    return "\\frac{\(top)}{\(below.count == 1 ? self(below[0]) : line(below))}"
  }

  private func indexed(_ name: String, _ places: [Formula]) -> String {
    Self.symbol(name, index: places.isEmpty ? "t" : places.map { self($0) }.joined(separator: ", "))
  }

  private func name(_ name: String) -> String {
    if states.contains(name) { return Self.symbol(name, index: "t-1") }
    if timed.contains(name) { return Self.symbol(name, index: "t") }
    return Self.symbol(name)
  }

  private func call(
    _ name: String, _ arguments: [Formula], _ settings: [(name: String, value: Formula)]
  ) -> String {
    let inner = arguments.map { self($0) }.joined(separator: ",\\, ")
    if let function = ElementFunction(rawValue: name) {
      switch function {
      case .sqrt: return "\\sqrt{\(inner)}"
      case .abs: return "\\left|\(inner)\\right|"
      case .exp: return "e^{\(inner)}"
      default: return "\(function.tex)\\left(\(inner)\\right)"
      }
    }
    switch BuiltInCall(rawValue: name) {
    case .norm: return "\\left\\|\(inner)\\right\\|"
    case .dot: return "\\left\\langle \(inner) \\right\\rangle"
    case .transpose:
      return "{\(arguments[0].isAtom ? inner : enclosed(arguments[0]))}^{\\mathsf T}"
    case .concat: return "\\left[\(arguments.map { self($0) }.joined(separator: ";\\, "))\\right]"
    case .max, .min: return "\\\(name)\\left(\(inner)\\right)"
    case .sum: return "\\textstyle\\sum\\left(\(inner)\\right)"
    default:
      let given = settings.map { "\\mathit{\(Self.plain($0.name))}=\(self($0.value))" }
      let all = arguments.map { self($0) } + given
      return "\\operatorname{\(Self.plain(name))}\\left(\(all.joined(separator: ",\\, "))\\right)"
    }
  }

  /// The left side of an equation: its name with its time.
  package func left(_ name: String, isNext: Bool) -> String {
    Self.symbol(name, index: isNext || timed.contains(name) ? "t" : "")
  }

  private static let greek: Set<String> = [
    "alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "kappa", "lambda", "mu", "nu", "xi", "pi",
    "rho", "sigma", "tau", "phi", "chi", "psi", "omega", "Gamma", "Delta", "Lambda", "Sigma", "Phi", "Psi", "Omega",
  ]

  /// `W_f` as W with f below, `alpha` as the letter, `yhat` with its hat, other words upright.
  package static func symbol(_ name: String, index: String = "") -> String {
    let parts = name.split(separator: "_", maxSplits: 1).map(String.init)
    let base = parts.first ?? name
    let letter: String
    switch base {
    case "yhat": letter = "\\hat y"
    case _ where greek.contains(base): letter = "\\\(base)"
    case _ where base.count == 1: letter = base
    case _ where base.dropFirst().allSatisfy(\.isNumber):
      return symbol("\(base.prefix(1))_\(base.dropFirst())" + (parts.count > 1 ? "\(parts[1])" : ""), index: index)
    default: letter = "\\mathit{\(plain(base))}"
    }
    var below = parts.count > 1 ? lower(parts[1]) : ""
    if !index.isEmpty { below += below.isEmpty ? index : ",\\,\(index)" }
    return below.isEmpty ? letter : "\(letter)_{\(below)}"
  }

  private static func lower(_ text: String) -> String {
    if greek.contains(text) { return "\\\(text)" }
    return text.count == 1 || text.allSatisfy(\.isNumber) ? text : "\\mathrm{\(plain(text))}"
  }

  private static func plain(_ text: String) -> String { text.replacing("_", with: "\\_") }

  /// A number as TeX, with a power of ten in place of `e`.
  package static func number(_ value: Double) -> String {
    let text = Value.text(of: value)
    guard let mark = text.firstIndex(of: "e") else { return text }
    let (digits, power) = (text[..<mark], text[text.index(after: mark)...])
    let exponent = power.hasPrefix("+") ? power.dropFirst() : power
    return digits == "1" || digits == "1.0" ? "10^{\(exponent)}" : "\(digits) \\cdot 10^{\(exponent)}"
  }
}

extension Formula {
  fileprivate var isPlainNumber: Bool { if case .number = kind { true } else { false } }
}
