import Plot
import Results
import Settings

/// Values that differ in one number, `rescaled(power: 1)` and `rescaled(power: 4)`, or bare numbers as of an axis `batch`.
struct NumberFamily: Sendable {
  /// The first setting on the way to the axis, "error" of `error` and of `error.power`.
  let root: String
  /// The name of the values, empty for bare numbers.
  private let head: String
  /// The setting whose number differs.
  private let label: String
  /// The numbers of the book, ascending.
  private let numbers: [Double]

  static func root(of axis: String) -> String { axis.split(separator: ".").first.map(String.init) ?? axis }

  /// The largest family of each root, of those that have several numbers on one axis.
  static func all(on axes: [Offer.Axis]) -> [NumberFamily] {
    var order: [Key] = []
    var found: [Key: Set<Double>] = [:]
    var varied: Set<Key> = []
    for axis in axes {
      let members = axis.choices.flatMap { keys(of: $0.canonical, on: axis.name) }
      for (key, numbers) in Dictionary(grouping: members, by: \.key).mapValues({ Set($0.map(\.number)) }) {
        found[key, default: []].formUnion(numbers)
        if numbers.count > 1 { varied.insert(key) }
      }
      for key in members.map(\.key) where !order.contains(key) { order.append(key) }
    }
    // A list within a call has bare numbers on an axis of its own: those of `error.power` are powers of `rescaled`.
    for bare in order where bare.head.isEmpty {
      let calls = order.filter { !$0.head.isEmpty && $0.root == bare.root && $0.label == bare.label }
      guard calls.count == 1 else { continue }
      found[calls[0], default: []].formUnion(found.removeValue(forKey: bare) ?? [])
      if varied.remove(bare) != nil { varied.insert(calls[0]) }
    }
    var families: [NumberFamily] = []
    for root in order.map(\.root) where !families.contains(where: { $0.root == root }) {
      let keys = order.filter { $0.root == root && varied.contains($0) }
      let most = keys.map { found[$0, default: []].count }.max()
      guard let key = keys.first(where: { found[$0, default: []].count == most }) else { continue }
      families.append(
        NumberFamily(root: root, head: key.head, label: key.label, numbers: found[key, default: []].sorted()))
    }
    return families
  }

  /// The step of the palette of a value on an axis; nil for one that is not of the family.
  func step(of value: Value, on axis: String) -> Int? {
    let number = Self.keys(of: value, on: axis).first { key, _ in
      key.root == root && key.label == label && (key.head == head || key.head.isEmpty)
    }?.number
    return number.flatMap { numbers.firstIndex(of: $0) }.map { step(at: Double($0)) }
  }

  /// The step where a value of the family would stand whose number the book need not have; nil for another value.
  func nearestStep(to value: Value) -> Int? {
    guard value.head == head, !head.isEmpty,
      let argument = value.arguments.first(where: { $0.label == label }), case .number(let number) = argument.value.kind
    else { return nil }
    let below = numbers.lastIndex { $0 <= number }
    guard let below, below + 1 < numbers.count else { return step(at: below == nil ? 0 : Double(numbers.count - 1)) }
    let share = (number - numbers[below]) / (numbers[below + 1] - numbers[below])
    return step(at: Double(below) + share)
  }

  private func step(at position: Double) -> Int {
    Int((position * Double(Theme.steps - 1) / Double(max(numbers.count - 1, 1))).rounded())
  }

  private struct Key: Hashable {
    var root: String
    var head: String
    var label: String
  }

  /// The families that a value could be of: one for each number among its arguments, or its own.
  private static func keys(of value: Value, on axis: String) -> [(key: Key, number: Double)] {
    let root = root(of: axis)
    if case .number(let number) = value.kind {
      let label = axis.split(separator: ".").last.map(String.init) ?? axis
      return [(Key(root: root, head: "", label: label), number)]
    }
    guard let head = value.head else { return [] }
    return value.arguments.compactMap { argument in
      guard let label = argument.label, case .number(let number) = argument.value.kind else { return nil }
      return (Key(root: root, head: head, label: label), number)
    }
  }
}
