import Settings

/// A citation of results, `poly.longLagError[gru, error: squared]`.
package struct Reference: Sendable {
  package var id: String
  var idSpan: Range<Int>
  /// The number, `longLagError`, or a setting that is one, `task.length`.
  var name: String
  var nameSpan: Range<Int>
  var arguments: [Argument]

  /// Reads a reference at the lexer's place; nil if there is none.
  static func read(from lexer: inout Lexer) throws(SettingProblem) -> Reference? {
    guard case .name(let id) = lexer.token else { return nil }
    let idSpan = lexer.span
    try lexer.advance()
    var words: [String] = []
    var nameSpan = idSpan
    while try lexer.take("."), case .name(let word) = lexer.token {
      nameSpan = (words.isEmpty ? lexer.span.lowerBound : nameSpan.lowerBound)..<lexer.span.upperBound
      words.append(word)
      try lexer.advance()
    }
    guard !words.isEmpty else {
      throw SettingProblem(
        "'\(id)' is a set of results, not a number", remedy: "name one of its numbers, as in \(id).longLagError",
        kind: .unresolved, span: idSpan)
    }
    var arguments: [Argument] = []
    if lexer.token == .symbol("[") { (arguments, _) = try Value.arguments(from: &lexer, open: "[", close: "]") }
    return Reference(
      id: id, idSpan: idSpan, name: words.joined(separator: "."), nameSpan: nameSpan, arguments: arguments)
  }

  /// The offer that is cited and the cells that are meant; throws if they do not exist.
  func resolve(among offers: [String: Offer]) throws(SettingProblem) -> (offer: Offer, selectors: [Selector]) {
    let offer = try offers.results(called: id, at: idSpan)
    if offer.isUnknown { return (offer, []) }
    guard offer.numbers[name] != nil else { throw offer.unknownNumber(name, of: id, at: nameSpan) }
    return (offer, try offer.selectors(for: arguments, of: id))
  }
}
