import Settings

/// The mistakes of citing what is not there, each phrased once.
extension [String: Offer] {
  /// The results that an author calls `id`; throws, with a remedy among `known`, by default all labels but those of claims, if
  /// there are none.
  package func results(
    called id: String, at span: Range<Int>, suggesting known: @autoclosure () -> [String]? = nil
  ) throws(SettingProblem) -> Offer {
    if let offer = self[id] { return offer }
    let known = known() ?? filter { !$0.value.followsVerdicts }.map(\.key)
    throw SettingProblem(
      "no result is called '\(id)'",
      remedy: known.isEmpty ? "add an experiment with this label" : Suggestion.remedy(for: id, among: known),
      kind: .unresolved, span: span)
  }
}

extension Value {
  /// The results among `offers` that this setting names; throws, with a remedy among `known`, if there are none.
  package func results(
    among offers: [String: Offer], suggesting known: @autoclosure () -> [String]? = nil
  ) throws(SettingProblem) -> Offer {
    try offers.results(called: description, at: span, suggesting: known())
  }
}

extension Offer.Axis {
  /// The mistake of picking several values of the axis where one is compared; nil where `value` picks one or none.
  package func ambiguity(of value: Value) -> SettingProblem? {
    let picked = choices(pickedBy: value).map(\.given.description)
    if picked.count < 2 { return nil }
    return SettingProblem(
      "'\(value)' could be \(picked.map { "'\($0)'" }.joined(separator: " or "))", remedy: "write one of them",
      kind: .unresolved, span: value.span)
  }
}

extension Offer {
  /// A mistake for each word that names no number of these results, which the author calls `id`.
  package func unknownNumbers(_ words: [Value], of id: String) -> [SettingProblem] {
    words.filter { numbers[$0.description] == nil }.map { unknownNumber($0.description, of: id, at: $0.span) }
  }

  /// The mistake of citing a number that these results do not have.
  func unknownNumber(_ name: String, of id: String, at span: Range<Int>) -> SettingProblem {
    SettingProblem(
      "'\(id)' has no number '\(name)'", remedy: Suggestion.remedy(for: name, among: Array(numbers.keys)),
      kind: .unresolved, span: span)
  }

  /// A mistake for each word that names no curve of these results.
  package func unknownCurves(_ words: [Value], of id: String) -> [SettingProblem] {
    words.filter { curves[$0.description] == nil }.map { word in
      SettingProblem(
        "'\(id)' has no curve '\(word)'",
        remedy: Suggestion.remedy(for: word.description, among: Array(curves.keys)), kind: .unresolved, span: word.span)
    }
  }

  /// A mistake for each word that names no axis of these results.
  package func unknownAxes(_ words: [Value], of id: String) -> [SettingProblem] {
    words.filter { axis($0) == nil }.map { unknownAxis($0.description, of: id, at: $0.span) }
  }

  /// The mistake of naming an axis that these results do not have.
  func unknownAxis(_ name: String, of id: String, at span: Range<Int>) -> SettingProblem {
    let names = axes.map(\.name)
    return SettingProblem(
      "'\(id)' has no axis '\(name)'",
      remedy: names.isEmpty ? Self.onlyCell(of: id) : Suggestion.remedy(for: name, among: names), kind: .unresolved,
      span: span)
  }

  /// The mistake of choosing a value that none of `axes` has.
  package static func unknownChoice(
    _ value: Value, of id: String, on axes: [Axis], unlessVaried: String? = nil
  ) -> SettingProblem {
    let choices = axes.flatMap(\.choices).map(\.given.description)
    return SettingProblem(
      "'\(id)' has no result for '\(value)'",
      remedy: choices.isEmpty
        ? unlessVaried ?? onlyCell(of: id) : Suggestion.remedy(for: value.description, among: choices),
      kind: .unresolved, span: value.span)
  }

  private static func onlyCell(of id: String) -> String { "remove it: '\(id)' has one cell" }
}
