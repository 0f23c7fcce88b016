import Basics
import Book
import Jobs
import Results
import Statistics

/// The summary of a finished build.
package struct BuildSummary: Codable, Sendable, Equatable {
  var chapters: Int
  var figures: Int
  /// Why each result that was computed was computed.
  var reasons: [String]
  /// How many results were found in the store.
  var reused: Int
  /// How many are not computed yet.
  var holes: Int
  package var verdicts: [Verdict]
  /// Why runs failed, each reason once.
  package var failures: [String]
  /// The files for reading, "index.html" and "report.pdf".
  package var written: [String]
  /// Why a file that the user asked for was not written.
  package var unwritten: String?

  init(_ manifest: Manifest, _ results: Results, written: [String]) {
    let outcomes = results.outcomes.values
    chapters = manifest.chapters.count
    figures = manifest.figures.count
    reasons = outcomes.filter { !$0.reused && !$0.isHole }.map(\.reason)
    reused = outcomes.count(where: \.reused)
    holes = results.holes
    verdicts = (manifest.theorems + manifest.claims).map(\.verdict)
    failures = Set(outcomes.compactMap { $0.failure }.filter { !$0.isHole }.map(\.reason)).sorted()
    self.written = written
  }

  /// The same of a build that finds everything as this one left it.
  var repeated: BuildSummary {
    var summary = self
    (summary.reasons, summary.reused) = ([], reused + reasons.count)
    return summary
  }

  /// "13 chapters, 20 figures; 0 results computed, 675 reused; 30 theorems and claims: 21 hold, 9 undecided".
  package var text: String {
    let counts = Verdict.allCases.compactMap { verdict in
      let count = verdicts.count { $0 == verdict }
      let isVerb = verdict == .holds || verdict == .fails
      return count > 0
        ? "\(count) \(isVerb && count > 1 ? String(verdict.rawValue.dropLast()) : verdict.rawValue)" : nil
    }
    return """
      \(Words.count(chapters, "chapter")), \(Words.count(figures, "figure")); \
      \(Words.count(reasons.count, "result")) computed\(reasonText), \(reused) reused\
      \(holes > 0 ? ", \(holes) not computed yet" : "")\
      \(verdicts.isEmpty ? "" : "; \(verdicts.count) theorems and claims: \(counts.joined(separator: ", "))")
      """
  }

  /// " (15 since seed 6 is new, 3 for other reasons)", the most frequent one named; empty where nothing was computed.
  private var reasonText: String {
    let counts = Dictionary(grouping: reasons) { $0 }.mapValues(\.count)
    guard let most = counts.min(by: { ($1.value, $0.key) < ($0.value, $1.key) }) else { return "" }
    let others = reasons.count - most.value
    return others == 0 ? " since \(most.key)" : " (\(most.value) since \(most.key), \(others) for other reasons)"
  }
}
