import Basics
import Checksums
import Foundation
import Settings
import Syntax

/// The settings of an experiment that are drawn at random: `random(0.1, 1)` evenly, `log-uniform(1e-4, 0.1)` evenly in the
/// logarithm, and with `step` rounded to its multiples.
///
/// All of them are drawn together, as often as `draws` says, beside the grid that lists span. A number depends on the seed,
/// the path of its setting and the count of the draw alone, so more draws leave the first ones as they are.
struct SampledSettings {
  /// One that is drawn.
  private struct Sampling {
    var lower: Double
    var upper: Double
    var isLogarithmic: Bool
    var step: Double?

    /// The number at `share`, which goes from 0 to 1.
    func number(at share: Double) -> Double {
      let drawn =
        isLogarithmic ? exp(log(lower) + share * (log(upper) - log(lower))) : lower + share * (upper - lower)
      guard let step else { return Self.rounded(drawn) }
      return min(max((drawn / step).rounded() * step, (lower / step).rounded(.up) * step), upper)
    }

    /// With four significant digits, which is all that a report shows.
    private static func rounded(_ number: Double) -> Double {
      Double(String(format: "%.4g", number)) ?? number
    }
  }

  /// The name of the axis over the draws.
  static let axis = "draw"
  static let mostDraws = 1000

  /// Settings that do not concern a run.
  static let ownSettings: Set<String> = ["draws", "draw-seed"]

  /// How many draws there are; 0 where nothing is drawn.
  let count: Int
  private let arguments: [Argument]
  private let seed: Int

  /// Reports settings that cannot be drawn, and draws of nothing.
  init(_ reading: DirectiveReading) {
    arguments = reading.arguments
    func number(_ name: String) -> Int? {
      guard case .number(let number) = reading.arguments.first(where: { $0.label == name })?.value.kind else {
        return nil
      }
      return Int(exactly: number)
    }
    let sampled = reading.arguments.flatMap { Self.calls(in: $0.value) }
    for call in sampled {
      if let problem = Self.problem(of: call) { reading.report(problem) }
    }
    let draws = number("draws").map { min(max($0, 1), Self.mostDraws) }
    seed = number("draw-seed") ?? 1
    if let first = sampled.first, draws == nil {
      reading.report(
        SettingProblem(
          "nothing says how often '\(first)' is drawn", remedy: "add draws: 20", kind: .missingSetting, span: first.span
        ))
    }
    if sampled.isEmpty, draws != nil {
      reading.report(
        SettingProblem(
          "no setting is random, so nothing is drawn",
          remedy: "write random(0.1, 1) in the place of a number, or remove draws",
          kind: .incompatible, span: reading.span(of: "draws")))
    }
    count = sampled.isEmpty ? 0 : draws ?? 1
  }

  /// Declares the settings; what they say was taken already.
  static func declare(in settings: Settings) {
    _ = settings.optionalCount(
      "draws", 1...mostDraws,
      help: "how often the settings that are random(from, to) or log-uniform(from, to) are drawn, all together")
    _ = settings.count("draw-seed", default: 1, 0...Int(UInt32.max), help: "what the draws begin with")
  }

  /// The settings as the author gave them, with what is drawn the `draw`th time, counted from 1.
  func arguments(draw: Int) -> [Argument] {
    arguments.map { argument in
      var argument = argument
      argument.value = drawn(argument.value, path: argument.label ?? "", draw)
      return argument
    }
  }

  private func drawn(_ value: Value, path: String, _ draw: Int) -> Value {
    if let sampling = Self.sampling(value) {
      let checksum = Checksum.sha256(of: "\(seed) \(path) \(draw)")
      let share = Double(UInt64(checksum.prefix(13), radix: 16) ?? 0) / 0x1p52
      return Value(.number(sampling.number(at: share)), span: value.span)
    }
    // What cannot be drawn is told already; its largest number stands for it, so that no more is said.
    if let head = value.head, Self.names.contains(head), !value.arguments.isEmpty {
      let numbers: [Double] = value.arguments.compactMap {
        if case .number(let number) = $0.value.kind { number } else { nil }
      }
      return Value(.number(numbers.max() ?? 1), span: value.span)
    }
    switch value.kind {
    case .list(let values):
      return Value(
        .list(values.enumerated().map { drawn($1, path: "\(path)[\($0)]", draw) }), span: value.span)
    case .call(let name, var arguments):
      for index in arguments.indices {
        let label = arguments[index].label ?? "\(index)"
        arguments[index].value = drawn(arguments[index].value, path: "\(path).\(name).\(label)", draw)
      }
      return Value(.call(name, arguments), span: value.span)
    case .number, .string, .name, .range: return value
    }
  }

  private static let names: Set<String> = ["random", "log-uniform"]

  /// The calls in a value that are drawn.
  private static func calls(in value: Value) -> [Value] {
    if case .call(let name, let arguments) = value.kind {
      return names.contains(name) ? [value] : arguments.flatMap { calls(in: $0.value) }
    }
    if case .list(let values) = value.kind { return values.flatMap { calls(in: $0) } }
    return []
  }

  private static func sampling(_ value: Value) -> Sampling? {
    guard case .call(let name, let arguments) = value.kind, names.contains(name) else { return nil }
    func number(_ label: String, at index: Int?) -> Double? {
      let argument =
        arguments.first { $0.label == label }
        ?? index.flatMap { arguments.indices.contains($0) && arguments[$0].label == nil ? arguments[$0] : nil }
      guard case .number(let number) = argument?.value.kind else { return nil }
      return number
    }
    let known = arguments.enumerated().allSatisfy { index, argument in
      argument.label.map { ["from", "to", "step"].contains($0) } ?? (index < 2)
    }
    let isLogarithmic = name == "log-uniform"
    guard known, let lower = number("from", at: 0), let upper = number("to", at: 1), lower < upper,
      !isLogarithmic || lower > 0
    else { return nil }
    let step = number("step", at: nil)
    if let step, step <= 0 || (lower / step).rounded(.up) * step > upper { return nil }
    if step == nil, arguments.contains(where: { $0.label == "step" }) { return nil }
    return Sampling(lower: lower, upper: upper, isLogarithmic: isLogarithmic, step: step)
  }

  private static func problem(of call: Value) -> SettingProblem? {
    if sampling(call) != nil { return nil }
    return SettingProblem(
      "'\(call)' cannot be drawn",
      remedy: call.head == "random"
        ? "write random(0.1, 1), the smaller number first, and step: 1 behind for whole numbers"
        : "write log-uniform(1e-4, 0.1), both above 0 and the smaller number first, and step: 1 behind for whole numbers",
      kind: .unsuitable, span: call.span)
  }
}
