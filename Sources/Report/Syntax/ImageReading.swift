import Basics
import Document
import Foundation
import Source

extension ChapterReader {
  /// A picture; one of the project's files goes into the document itself, one elsewhere stays where it is.
  mutating func image(_ source: String, title: String, alternative: String, at span: @autoclosure () -> Range<Int>)
    -> Inline<Draft>
  {
    if alternative.trimmed.isEmpty {
      shared.diagnostics.append(
        Diagnostic(
          .missingAlternative, "this image has no alternative text",
          remedy: "describe it between the brackets", file: file, span: span()))
    }
    let plain = Inline<Draft>.image(source: source, title: title, alternative: alternative)
    if source.lowercased().hasPrefix("data:") { return plain }
    if Self.isRemote(source) {
      report(
        .remoteImage, "a remote image is not shown, since the page makes no requests",
        remedy: "save it beside this chapter and name the file", at: span())
      return plain
    }
    let name = source.removingPercentEncoding ?? source
    do throws(ProjectFiles.Refusal) {
      let bytes = try shared.files.content(of: name, beside: file).bytes
      let kind = try ImageKind.checked(bytes, called: name)
      shared.budget -= bytes.count
      guard shared.budget >= 0 else { throw .tooLarge(name) }
      return .image(source: kind.address(of: bytes), title: title, alternative: alternative)
    } catch {
      shared.diagnostics.append(error.diagnostic(in: file, at: span()))
      return plain
    }
  }
}
