import Equations
import Foundation
import Settings

/// Turns formulae over variables, helpers and indices into functions of a case, and counts what they compute.
struct PropertyCompiler {
  private typealias Computation = @Sendable (PropertyFrame) -> Double

  /// A compiled part of a formula.
  private struct Part: Sendable {
    var value: Computation
    var range = ValueRange.all
    /// The most operations, and terms of sums, that it may take.
    var work = 1.0
    var terms = 0.0

    init(_ parts: [Part], range: ValueRange = .all, value: @escaping Computation) {
      self.value = value
      self.range = range
      work = parts.reduce(1) { $0 + $1.work }
      terms = parts.reduce(0) { $0 + $1.terms }
    }
  }

  private let variables: [PropertyDefinition.Variable]
  private let helpers: [String: PropertyDefinition.Helper]
  private let control: PropertyDefinition.Control?
  private var slotCount = 0
  /// The ranges of the indices by slot.
  private var ranges: [ValueRange] = []
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
    let part = try compile(formula, [:])
    return PropertyProgram(formula: formula, value: part.value, slots: slotCount, work: part.work)
  }

  private mutating func slot(_ range: ValueRange) -> Int {
    ranges.append(range)
    slotCount += 1
    return slotCount - 1
  }

  private mutating func compile(_ formula: Formula, _ slots: [String: Int]) throws(DefinitionProblem) -> Part {
    size += 1
    guard size <= DefinitionLimits.mostOperations else {
      throw DefinitionProblem(
        "with its helpers expanded, this side has more than \(DefinitionLimits.mostOperations) operations",
        remedy: "reduce how often helpers use one another", span: formula.span)
    }
    switch formula.kind {
    case .number(let value): return Part([], range: ValueRange(value)) { _ in value }
    case .name(let name):
      if let slot = slots[name] { return Part([], range: ranges[slot]) { $0.slots[slot] } }
      return try reference(name, [], formula, slots)
    case .index(let name, let places): return try reference(name, places, formula, slots)
    case .sum(let terms):
      var (parts, range) = ([Part](), ValueRange(0))
      for item in terms {
        let part = try compile(item.term, slots)
        parts.append(part)
        range = item.isNegative ? range - part.range : range + part.range
      }
      let all = zip(terms, parts).map { ($0.isNegative, $1.value) }
      return Part(parts, range: range) { frame in all.reduce(0) { $1.0 ? $0 - $1.1(frame) : $0 + $1.1(frame) } }
    case .product(let factors):
      var (parts, range) = ([Part](), ValueRange(1))
      for item in factors {
        let part = try compile(item.factor, slots)
        parts.append(part)
        range = item.isDivisor ? range / part.range : range * part.range
      }
      let all = zip(factors, parts).map { ($0.isDivisor, $1.value) }
      return Part(parts, range: range) { frame in all.reduce(1) { $1.0 ? $0 / $1.1(frame) : $0 * $1.1(frame) } }
    case .apply(let left, let right):
      let (a, b) = (try compile(left, slots), try compile(right, slots))
      return Part([a, b], range: a.range * b.range) { [a = a.value, b = b.value] in a($0) * b($0) }
    case .power(let base, let exponent): return try power(base, exponent, slots)
    case .call(let name, let arguments, _): return try call(name, arguments, formula, slots)
    case .total(let index, let from, let to, let body): return try total(index, from, to, body, formula, slots)
    }
  }

  private mutating func power(
    _ base: Formula, _ exponent: Formula, _ slots: [String: Int]
  ) throws(DefinitionProblem) -> Part {
    let a = try compile(base, slots)
    if case .number(2) = exponent.kind {
      return Part([a], range: a.range * a.range) { [a = a.value] frame in
        let value = a(frame)
        return value * value
      }
    }
    let b = try compile(exponent, slots)
    return Part([a, b]) { [a = a.value, b = b.value] in pow(a($0), b($0)) }
  }

  private mutating func call(
    _ name: String, _ arguments: [Formula], _ formula: Formula, _ slots: [String: Int]
  ) throws(DefinitionProblem) -> Part {
    var parts: [Part] = []
    for argument in arguments { parts.append(try compile(argument, slots)) }
    let all = parts.map(\.value)
    if let function = ElementFunction(rawValue: name) { return Part(parts) { function(all[0]($0)) } }
    let ranges = parts.map(\.range)
    switch BuiltInCall(rawValue: name) {
    case .max:
      let range = ValueRange(low: max(ranges[0].low, ranges[1].low), high: max(ranges[0].high, ranges[1].high))
      return Part(parts, range: range) { max(all[0]($0), all[1]($0)) }
    case .min:
      let range = ValueRange(low: min(ranges[0].low, ranges[1].low), high: min(ranges[0].high, ranges[1].high))
      return Part(parts, range: range) { min(all[0]($0), all[1]($0)) }
    case .clip:
      return Part(parts, range: ValueRange(low: ranges[1].low, high: ranges[2].high)) {
        min(max(all[0]($0), all[1]($0)), all[2]($0))
      }
    case .hardtanh: return Part(parts, range: ValueRange(low: -1, high: 1)) { min(max(all[0]($0), -1), 1) }
    case .mod:
      let range = ranges[1].low > 0 ? ValueRange(low: 0, high: ranges[1].high) : .all
      return Part(parts, range: range) { BinaryOperation.remainder(all[0]($0), all[1]($0)) }
    default:
      throw DefinitionProblem(
        "'\(name)' takes vectors, but its arguments here are numbers",
        remedy: "write the sum out, as sum(t, 0, 11, w[t])",
        span: formula.span)
    }
  }

  private mutating func total(
    _ index: String, _ from: Formula, _ to: Formula, _ body: Formula, _ formula: Formula, _ slots: [String: Int]
  ) throws(DefinitionProblem) -> Part {
    let (first, last) = (try compile(from, slots), try compile(to, slots))
    guard first.range.low.isFinite, last.range.high.isFinite else {
      throw DefinitionProblem(
        "nothing bounds the ends of this sum",
        remedy: "sum between numbers, indices and variables that are in a set", span: formula.span)
    }
    let slot = slot(ValueRange(low: first.range.low, high: last.range.high))
    let term = try compile(body, slots.merging([index: slot]) { $1 })
    let count = max(0, last.range.high - first.range.low + 1)
    var part = Part([first, last]) { [first = first.value, last = last.value, term = term.value] frame in
      guard let low = Int(exactly: first(frame)), let high = Int(exactly: last(frame)) else { return .nan }
      var sum = 0.0
      for value in stride(from: low, through: high, by: 1) {
        frame.slots[slot] = Double(value)
        sum += term(frame)
      }
      return sum
    }
    part.work += count * (term.work + 1)
    part.terms += count * (term.terms + 1)
    if part.terms > Double(DefinitionLimits.mostTerms) {
      throw DefinitionProblem(
        "this sum has up to \(StepWork.text(part.terms)) terms; at most \(StepWork.text(Double(DefinitionLimits.mostTerms))) are allowed",
        remedy: "shorten it", span: formula.span)
    }
    return part
  }

  /// A variable, a helper, or what a control puts in its place.
  private mutating func reference(
    _ name: String, _ places: [Formula], _ formula: Formula, _ slots: [String: Int]
  ) throws(DefinitionProblem) -> Part {
    used.insert(name)
    var at: [Part] = []
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
    if name == "pi" { return Part([], range: ValueRange(.pi)) { _ in .pi } }
    let known = variables.map(\.name) + helpers.keys.sorted() + slots.keys.sorted()
    throw DefinitionProblem(
      "unknown name '\(name)'", remedy: Suggestion.remedy(for: name, among: known), span: formula.span)
  }

  private mutating func helper(
    _ name: String, _ helper: PropertyDefinition.Helper, _ at: [Part], _ formula: Formula
  ) throws(DefinitionProblem) -> Part {
    guard at.count == helper.indices.count else {
      throw DefinitionProblem(
        "'\(name)' has \(helper.indices.count) ind\(helper.indices.count == 1 ? "ex" : "ices"), but \(at.count) here",
        remedy: "use as many indices as its definition has", span: formula.span)
    }
    var own: [String: Int] = [:]
    var order: [Int] = []
    for (index, part) in zip(helper.indices, at) {
      let slot = slot(part.range)
      own[index] = slot
      order.append(slot)
    }
    let body = try compile(helper.formula, own)
    let (slots, places) = (order, at.map(\.value))
    return Part(at + [body], range: body.range) { [body = body.value] frame in
      let values = places.map { $0(frame) }
      for (slot, value) in zip(slots, values) { frame.slots[slot] = value }
      return body(frame)
    }
  }

  private mutating func element(_ index: Int, _ at: [Part], _ formula: Formula) throws(DefinitionProblem) -> Part {
    let variable = variables[index]
    guard at.count == variable.dimensions.count else {
      throw DefinitionProblem(
        "'\(variable.name)' has \(variable.dimensions.count) dimension\(variable.dimensions.count == 1 ? "" : "s"), but \(at.count) ind\(at.count == 1 ? "ex" : "ices") here",
        remedy: variable.dimensions.isEmpty ? "write \(variable.name) alone" : "write it as \(variable.name)[t]",
        span: formula.span)
    }
    if at.isEmpty { return Part([], range: variable.range) { $0.arrays[index][0] } }
    let (dimensions, name, places) = (variable.dimensions, variable.name, at.map(\.value))
    return Part(at, range: variable.range) { frame in
      var place = 0
      for (value, size) in zip(places, dimensions) {
        let position = value(frame)
        guard position >= 0, position < Double(size), let whole = Int(exactly: position) else {
          if frame.failure == nil {
            frame.failure = DefinitionProblem(
              "the index \(Value.text(of: position)) of '\(name)' is outside 0 to \(size - 1)",
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
