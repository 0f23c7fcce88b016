import Settings

/// The size of a build, for which chapters declare values as `profile(quick: 200, standard: 2000, full: 5000)`.
package enum Profile: String, CaseIterable, Sendable {
  case quick, standard, full
}

extension Value {
  /// This value with every `profile(…)` in it replaced by the entry for `profile`.
  ///
  /// A `profile(…)` without that entry keeps its place and is a mistake.
  func resolved(profile: Profile) -> (value: Value, problems: [Mistake]) {
    var problems: [Mistake] = []
    return (resolved(profile, &problems), problems)
  }

  private func resolved(_ profile: Profile, _ problems: inout [Mistake]) -> Value {
    switch kind {
    case .number, .string, .name, .range: return self
    case .list(let values): return Value(.list(values.map { $0.resolved(profile, &problems) }), span: span)
    case .call("profile", let entries):
      let names = Profile.allCases.map(\.rawValue)
      for entry in entries where entry.label.map(names.contains) != true {
        problems.append(
          Mistake(
            .malformedProfile,
            "unknown profile '\(entry.label ?? entry.value.description)'",
            remedy: Suggestion.remedy(for: entry.label ?? entry.value.description, among: names),
            span: entry.labelSpan))
      }
      for missing in names where !entries.contains(where: { $0.label == missing }) {
        problems.append(
          Mistake(
            .malformedProfile, "'profile' has no value for '\(missing)'", remedy: "add \(missing): value", span: span))
      }
      guard let entry = entries.first(where: { $0.label == profile.rawValue }) else { return self }
      return entry.value.resolved(profile, &problems)
    case .call(let name, var arguments):
      for index in arguments.indices { arguments[index].value = arguments[index].value.resolved(profile, &problems) }
      return Value(.call(name, arguments), span: span)
    }
  }
}
