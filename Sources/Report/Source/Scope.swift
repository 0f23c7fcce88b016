import Programs
import Settings

/// What the values of a chapter may stand for: an entry of a profile, or a parameter.
package struct Scope: Sendable {
  var profile = Profile.standard
  /// Values by the label of their directive and by their name.
  package var parameters: [String: [String: Value]] = [:]
  package var files = ProjectFiles()
  /// What the book defines by equations.
  package var definitions: (any CatalogueAdditions)?
  /// Which programs of the book may run.
  package var programs = ProgramPermission.none

  /// How many parts a value may have once its parameters stand in it.
  private var mostParts = 10_000

  package init(
    profile: Profile = .standard, parameters: [String: [String: Value]] = [:], files: ProjectFiles = ProjectFiles(),
    programs: ProgramPermission = .none
  ) {
    (self.profile, self.parameters, self.files, self.programs) = (profile, parameters, files, programs)
  }

  /// Lets the parameters of a book with so many options come to two million parts in all.
  package mutating func limitParts(options: Int) { mostParts = min(10_000, max(10, 2_000_000 / max(options, 1))) }

  /// `value` with every `profile(…)` and every parameter replaced by what it stands for.
  package func resolve(_ value: Value) -> (value: Value, mistakes: [Mistake]) {
    var room = mostParts
    let (named, unknown) = substituted(value, &room)
    guard room >= 0 else {
      let mistake = Mistake(
        .malformedValue, "with its parameters this value has more than \(mostParts) parts",
        remedy: "nest fewer parameters", span: value.span)
      return (value, [mistake])
    }
    let (resolved, mistakes) = named.resolved(profile: profile)
    return (resolved, unknown + mistakes)
  }

  /// A path that begins with no label of parameters keeps its place: it may be the path of a setting.
  ///
  /// Parameters take their number of parts from `room`; once it is negative nothing more is put in.
  private func substituted(_ value: Value, _ room: inout Int) -> (Value, [Mistake]) {
    switch value.kind {
    case .number, .string, .range: return (value, [])
    case .name(let path):
      let parts = path.split(separator: ".", maxSplits: 1).map(String.init)
      guard parts.count == 2, let known = parameters[parts[0]] else { return (value, []) }
      guard let parameter = known[parts[1]] else {
        let mistake = Mistake(
          .unresolvedReference, "'\(parts[0])' has no parameter '\(parts[1])'",
          remedy: Suggestion.remedy(for: parts[1], among: Array(known.keys)), span: value.span)
        return (value, [mistake])
      }
      room -= parameter.parts
      return room < 0 ? (value, []) : (parameter.placed(at: value.span), [])
    case .list(let values):
      let parts = values.map { substituted($0, &room) }
      return (Value(.list(parts.map(\.0)), span: value.span), parts.flatMap(\.1))
    case .call(let name, var arguments):
      var mistakes: [Mistake] = []
      for index in arguments.indices {
        let (argument, found) = substituted(arguments[index].value, &room)
        arguments[index].value = argument
        mistakes += found
      }
      return (Value(.call(name, arguments), span: value.span), mistakes)
    }
  }
}

extension Value {
  /// The number of values in it, itself included; a long text counts as several.
  fileprivate var parts: Int {
    switch kind {
    case .number, .name, .range: 1
    case .string(let text): 1 + text.utf8.count / 64
    case .list(let values): values.reduce(1) { $0 + $1.parts }
    case .call(_, let arguments): arguments.reduce(1) { $0 + $1.value.parts }
    }
  }

  /// The value with all of its places at `span`, for messages about where it is used.
  fileprivate func placed(at span: Range<Int>) -> Value {
    switch kind {
    case .number, .string, .name, .range: Value(kind, span: span)
    case .list(let values): Value(.list(values.map { $0.placed(at: span) }), span: span)
    case .call(let name, let arguments):
      Value(
        .call(
          name, arguments.map { Argument(label: $0.label, value: $0.value.placed(at: span), labelSpan: span) }),
        span: span)
    }
  }
}
