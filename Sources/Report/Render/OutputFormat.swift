import Basics

/// What the report is written as.
package enum OutputFormat: String, CaseIterable, Sendable {
  /// One page, a page for each chapter, and paper.
  case html, site, pdf

  /// Reads one of them or several with commas between them; nil for anything else, and where two would write one file.
  package static func formats(_ text: String) -> Set<OutputFormat>? {
    let words = text.split(separator: ",", omittingEmptySubsequences: false).map { String($0).trimmed }
    let formats = words.compactMap(OutputFormat.init)
    let isPossible = formats.count == words.count && !Set(formats).isSuperset(of: [.html, .site])
    return isPossible ? Set(formats) : nil
  }
}
