/// "Did you mean" for a word that is not among `candidates`.
package enum Suggestion {
  /// The nearest candidate if it is near enough to be a slip, as a remedy, or else the list of all.
  package static func remedy(for word: String, among candidates: [String]) -> String {
    if let near = nearest(to: word, among: candidates) { return "did you mean '\(near)'?" }
    guard !candidates.isEmpty else { return "remove it" }
    let shown = candidates.sorted().prefix(mostShown)
    return "choose one of \(shown.joined(separator: ", "))\(candidates.count > shown.count ? ", …" : "")"
  }

  /// So many candidates are named at most, and so many compared.
  private static let mostShown = 40
  private static let mostCompared = 2_000

  /// The candidate with the least edit distance, at most a third of the longer word.
  package static func nearest(to word: String, among candidates: [String]) -> String? {
    let near = candidates.prefix(mostCompared).filter { candidate in
      abs(candidate.count - word.count) <= max(1, max(word.count, candidate.count) / 3)
    }
    let ranked = near.map { ($0, distance(word.lowercased(), $0.lowercased())) }
    guard let best = ranked.min(by: { ($0.1, $0.0) < ($1.1, $1.0) }) else { return nil }
    return best.1 <= max(1, max(word.count, best.0.count) / 3) ? best.0 : nil
  }

  /// The number of insertions, deletions, substitutions and swaps of neighbours that turn `left` into `right`.
  static func distance(_ left: String, _ right: String) -> Int {
    let (a, b) = (Array(left.prefix(64)), Array(right.prefix(64)))
    var rows = [Array(0...b.count)]
    for i in a.indices {
      var row = [i + 1]
      for j in b.indices {
        var cost = min(rows[i][j] + (a[i] == b[j] ? 0 : 1), rows[i][j + 1] + 1, row[j] + 1)
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { cost = min(cost, rows[i - 1][j - 1] + 1) }
        row.append(cost)
      }
      rows.append(row)
    }
    return rows[a.count][b.count]
  }
}
