import Basics

/// The chapters have errors, so nothing was run.
package struct ChapterErrors: ExplainedError {
  /// Every message about the chapters, warnings included.
  package let diagnostics: [Diagnostic]

  package init(diagnostics: [Diagnostic]) { self.diagnostics = diagnostics }

  package var description: String { "the chapters have errors: \(DiagnosticPrinter.summary(diagnostics))" }

  /// - Throws: `ChapterErrors` with all `diagnostics` if one of them is an error.
  package static func check(_ diagnostics: [Diagnostic]) throws(ChapterErrors) {
    if diagnostics.contains(where: { $0.severity == .error }) { throw ChapterErrors(diagnostics: diagnostics) }
  }
}
