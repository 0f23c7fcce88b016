/// "Did you mean" for a word that is not among `candidates`.
package enum Suggestion {
  /// The nearest candidate if it is near enough to be a slip, as a remedy, or else the list of all.
  package static func remedy(for word: String, among candidates: [String]) -> String {
    if let near = nearest(to: word, among: candidates) { return "did you mean '\(near)'?" }
    guard !candidates.isEmpty else { return "remove it" }
    if candidates.count > mostCompared { return "check its spelling" }
    let shown = candidates.sorted().prefix(mostShown)
    return "choose one of \(shown.joined(separator: ", "))\(candidates.count > shown.count ? ", …" : "")"
  }

  /// So many candidates are named at most, and so many compared.
  private static let mostShown = 40
  private static let mostCompared = 2_000

  /// The candidate with the least edit distance, at most a third of the longer word.
  package static func nearest(to word: String, among candidates: [String]) -> String? {
    let count = word.count
    guard count <= longest else { return nil }
    let lowered = Array(word.lowercased())
    var best: (word: String, distance: Int)?
    for candidate in candidates.prefix(mostCompared) {
      let most = max(1, max(count, candidate.utf8.count) / 3)
      guard candidate.utf8.count <= 4 * (count + most), abs(candidate.count - count) <= most else { continue }
      let limit = min(max(1, max(count, candidate.count) / 3), best?.distance ?? .max)
      guard let distance = distance(lowered, Array(candidate.lowercased()), atMost: limit) else { continue }
      if let known = best, (known.distance, known.word) < (distance, candidate) { continue }
      best = (candidate, distance)
    }
    return best?.word
  }

  /// Longer words are not compared.
  private static let longest = 64

  /// The number of insertions, deletions, substitutions and swaps of neighbours that turn `a` into `b`; nil above `limit`.
  private static func distance(_ a: [Character], _ b: [Character], atMost limit: Int) -> Int? {
    var (before, last) = ([Int](), Array(0...b.count))
    for i in a.indices {
      var row = [i + 1]
      row.reserveCapacity(b.count + 1)
      for j in b.indices {
        var cost = min(last[j] + (a[i] == b[j] ? 0 : 1), last[j + 1] + 1, row[j] + 1)
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { cost = min(cost, before[j - 1] + 1) }
        row.append(cost)
      }
      // A swap reaches back two rows, so both must be beyond the limit.
      if let least = row.min(), least > limit, last.min() ?? 0 > limit { return nil }
      (before, last) = (last, row)
    }
    return last[b.count] <= limit ? last[b.count] : nil
  }
}
