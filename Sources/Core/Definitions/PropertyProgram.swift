import Equations
import Foundation
import Settings

/// The values of one case while both sides are computed.
final class PropertyFrame {
  let arrays: [[Double]]
  var slots: [Double] = Array(repeating: 0, count: 64)
  /// Terms that may still be computed.
  var budget = 0
  /// What went wrong first.
  var failure: DefinitionProblem?

  init(_ arrays: [[Double]]) { self.arrays = arrays }
}

/// One side of a property, ready to be computed.
struct PropertyProgram: Sendable {
  let formula: Formula
  let value: @Sendable (PropertyFrame) -> Double
}

/// Turns formulae over variables, helpers and indices into functions of a case.
struct PropertyCompiler {
  private typealias Value = @Sendable (PropertyFrame) -> Double

  private let variables: [PropertyDefinition.Variable]
  private let helpers: [String: PropertyDefinition.Helper]
  private let control: PropertyDefinition.Control?
  private var slotCount = 0
  private var open: [String] = []
  private var isReplacing = false
  private(set) var used: Set<String> = []
  /// Whether the control changed something.
  private(set) var hasReplaced = false
  private var size = 0

  init(
    _ variables: [PropertyDefinition.Variable], _ helpers: [String: PropertyDefinition.Helper],
    _ control: PropertyDefinition.Control?
  ) {
    self.variables = variables
    self.helpers = helpers
    self.control = control
  }

  mutating func program(_ formula: Formula) throws(DefinitionProblem) -> PropertyProgram {
    PropertyProgram(formula: formula, value: try compile(formula, [:]))
  }

  private mutating func slot(_ span: Range<Int>) throws(DefinitionProblem) -> Int {
    guard slotCount < 64 else {
      throw DefinitionProblem(
        "this property has more than 64 indices", remedy: "use fewer sums and helpers", span: span)
    }
    slotCount += 1
    return slotCount - 1
  }

  private mutating func compile(_ formula: Formula, _ slots: [String: Int]) throws(DefinitionProblem) -> Value {
    size += 1
    guard size <= DefinitionLimits.mostOperations else {
      throw DefinitionProblem(
        "with its helpers expanded, this side has more than \(DefinitionLimits.mostOperations) operations",
        remedy: "reduce how often helpers use one another", span: formula.span)
    }
    switch formula.kind {
    case .number(let value): return { _ in value }
    case .name(let name):
      if let slot = slots[name] { return { $0.slots[slot] } }
      return try reference(name, [], formula, slots)
    case .index(let name, let places): return try reference(name, places, formula, slots)
    case .sum(let terms):
      var parts: [(Bool, Value)] = []
      for item in terms { parts.append((item.isNegative, try compile(item.term, slots))) }
      let all = parts
      return { frame in all.reduce(0) { $1.0 ? $0 - $1.1(frame) : $0 + $1.1(frame) } }
    case .product(let factors):
      var parts: [(Bool, Value)] = []
      for item in factors { parts.append((item.isDivisor, try compile(item.factor, slots))) }
      let all = parts
      return { frame in all.reduce(1) { $1.0 ? $0 / $1.1(frame) : $0 * $1.1(frame) } }
    case .apply(let left, let right):
      let (a, b) = (try compile(left, slots), try compile(right, slots))
      return { a($0) * b($0) }
    case .power(let base, let exponent):
      let a = try compile(base, slots)
      if case .number(2) = exponent.kind {
        return { frame in
          let value = a(frame)
          return value * value
        }
      }
      let b = try compile(exponent, slots)
      return { pow(a($0), b($0)) }
    case .call(let name, let arguments, _): return try call(name, arguments, formula, slots)
    case .total(let index, let from, let to, let body): return try total(index, from, to, body, formula, slots)
    }
  }

  private mutating func call(
    _ name: String, _ arguments: [Formula], _ formula: Formula, _ slots: [String: Int]
  ) throws(DefinitionProblem) -> Value {
    var parts: [Value] = []
    for argument in arguments { parts.append(try compile(argument, slots)) }
    let all = parts
    if let function = ElementFunction(rawValue: name) { return { function(all[0]($0)) } }
    switch BuiltInCall(rawValue: name) {
    case .max: return { max(all[0]($0), all[1]($0)) }
    case .min: return { min(all[0]($0), all[1]($0)) }
    case .clip: return { min(max(all[0]($0), all[1]($0)), all[2]($0)) }
    case .hardtanh: return { min(max(all[0]($0), -1), 1) }
    default:
      throw DefinitionProblem(
        "'\(name)' takes vectors, but its arguments here are numbers",
        remedy: "write the sum out, as sum(t, 0, 11, w[t])",
        span: formula.span)
    }
  }

  private mutating func total(
    _ index: String, _ from: Formula, _ to: Formula, _ body: Formula, _ formula: Formula, _ slots: [String: Int]
  ) throws(DefinitionProblem) -> Value {
    let (first, last) = (try compile(from, slots), try compile(to, slots))
    let slot = try slot(formula.span)
    let term = try compile(body, slots.merging([index: slot]) { $1 })
    return { frame in
      guard let low = Int(exactly: first(frame)), let high = Int(exactly: last(frame)) else { return .nan }
      var sum = 0.0
      for value in stride(from: low, through: high, by: 1) {
        frame.budget -= 1
        if frame.budget < 0 { return .nan }
        frame.slots[slot] = Double(value)
        sum += term(frame)
      }
      return sum
    }
  }

  /// A variable, a helper, or what a control has in its place.
  private mutating func reference(
    _ name: String, _ places: [Formula], _ formula: Formula, _ slots: [String: Int]
  ) throws(DefinitionProblem) -> Value {
    used.insert(name)
    var at: [Value] = []
    for place in places { at.append(try compile(place, slots)) }
    if let control, control.name == name, !isReplacing {
      hasReplaced = true
      isReplacing = true
      defer { isReplacing = false }
      return try helper(name, control.helper, at, formula)
    }
    if let index = variables.firstIndex(where: { $0.name == name }) { return try element(index, at, formula) }
    if let helper = helpers[name] {
      guard !open.contains(name) else {
        throw DefinitionProblem(
          "'\(name)' is defined in terms of itself", remedy: "remove '\(name)' from the right side", span: helper.span)
      }
      open.append(name)
      defer { open.removeLast() }
      return try self.helper(name, helper, at, formula)
    }
    if name == "pi" { return { _ in .pi } }
    let known = variables.map(\.name) + helpers.keys.sorted() + slots.keys.sorted()
    throw DefinitionProblem(
      "unknown name '\(name)'", remedy: Suggestion.remedy(for: name, among: known), span: formula.span)
  }

  private mutating func helper(
    _ name: String, _ helper: PropertyDefinition.Helper, _ at: [Value], _ formula: Formula
  ) throws(DefinitionProblem) -> Value {
    guard at.count == helper.indices.count else {
      throw DefinitionProblem(
        "'\(name)' has \(helper.indices.count) ind\(helper.indices.count == 1 ? "ex" : "ices"), but \(at.count) here",
        remedy: "use as many indices as its definition has", span: formula.span)
    }
    var own: [String: Int] = [:]
    var order: [Int] = []
    for index in helper.indices {
      let slot = try slot(formula.span)
      own[index] = slot
      order.append(slot)
    }
    let body = try compile(helper.formula, own)
    let slots = order
    return { frame in
      let values = at.map { $0(frame) }
      for (slot, value) in zip(slots, values) { frame.slots[slot] = value }
      return body(frame)
    }
  }

  private mutating func element(_ index: Int, _ at: [Value], _ formula: Formula) throws(DefinitionProblem) -> Value {
    let variable = variables[index]
    guard at.count == variable.dimensions.count else {
      throw DefinitionProblem(
        "'\(variable.name)' has \(variable.dimensions.count) dimension\(variable.dimensions.count == 1 ? "" : "s"), but \(at.count) ind\(at.count == 1 ? "ex" : "ices") here",
        remedy: variable.dimensions.isEmpty ? "write \(variable.name) alone" : "write it as \(variable.name)[t]",
        span: formula.span)
    }
    if at.isEmpty { return { $0.arrays[index][0] } }
    let (dimensions, name) = (variable.dimensions, variable.name)
    return { frame in
      var place = 0
      for (value, size) in zip(at, dimensions) {
        let position = value(frame)
        guard position >= 0, position < Double(size), let whole = Int(exactly: position) else {
          if frame.failure == nil {
            frame.failure = DefinitionProblem(
              "the index \(shortText(position)) of '\(name)' is outside 0 to \(size - 1)",
              remedy: "keep the index within the dimension", span: formula.span)
          }
          return .nan
        }
        place = place * size + whole
      }
      return frame.arrays[index][place]
    }
  }
}

/// The shortest text of a number.
private func shortText(_ number: Double) -> String {
  Int(exactly: number).map(String.init) ?? "\(number)"
}
