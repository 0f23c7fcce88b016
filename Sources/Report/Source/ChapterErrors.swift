/// The chapters have errors, so nothing was run.
struct ChapterErrors: Error {
  /// Every message about the chapters, warnings included.
  let diagnostics: [Diagnostic]

  /// - Throws: `ChapterErrors` with all `diagnostics` if one of them is an error.
  static func check(_ diagnostics: [Diagnostic]) throws(ChapterErrors) {
    if diagnostics.contains(where: { $0.severity == .error }) { throw ChapterErrors(diagnostics: diagnostics) }
  }
}
