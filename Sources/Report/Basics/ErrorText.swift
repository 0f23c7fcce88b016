import Settings
import Foundation

/// The one place where errors become text.
package enum ErrorText {
  /// What the error says of itself; an error of the system in the system's words, never a dump of an object.
  package static func of(_ error: any Error) -> String {
    if let error = error as? any ExplainedError { return error.description }
    // No conformance, whose file every run would need: a job and a setting know each other.
    if let problem = error as? SettingProblem {
      return problem.remedy.map { "\(problem.message) (\($0))" } ?? problem.message
    }
    let words = (error as NSError).localizedDescription
    let isDump = words.contains("error \((error as NSError).code)") && !(error is CocoaError)
    let sentence = isDump ? "an unexpected error occurred; please report it" : words
    return TerminalText.escapedLine(sentence.hasSuffix(".") ? String(sentence.dropLast()) : sentence)
  }
}
