/// What the report is written as.
enum OutputFormat: String, CaseIterable, Sendable {
  case html, pdf

  /// Reads `html`, `pdf` or both with a comma between them; nil for anything else.
  static func formats(_ text: String) -> Set<OutputFormat>? {
    let words = text.split(separator: ",", omittingEmptySubsequences: false).map { String($0).trimmed }
    let formats = words.compactMap(OutputFormat.init)
    return formats.count == words.count ? Set(formats) : nil
  }
}
