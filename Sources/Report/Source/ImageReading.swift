import Foundation

extension ChapterReader {
  /// Kinds of pictures that are carried in the page, by the ending of their file.
  private static let pictures = [
    "png": "png", "jpg": "jpeg", "jpeg": "jpeg", "gif": "gif", "webp": "webp", "avif": "avif", "svg": "svg+xml",
  ]

  /// A picture; one of the project's files goes into the document itself, one elsewhere stays where it is.
  mutating func image(_ source: String, title: String, alternative: String, at span: @autoclosure () -> Range<Int>)
    -> Inline<Draft>
  {
    if alternative.trimmed.isEmpty {
      shared.diagnostics.append(
        Diagnostic(
          .missingAlternative, "this picture has no words for who cannot see it",
          remedy: "say between the brackets what it shows", file: file, span: span()))
    }
    let ending = source.split(separator: ".").last.map { $0.lowercased() } ?? ""
    guard let kind = Self.pictures[ending], !source.contains(":"), !source.hasPrefix("//") else {
      return .image(source: source, title: title, alternative: alternative)
    }
    let name = source.removingPercentEncoding ?? source
    do throws(ProjectFiles.Refusal) {
      let bytes = try shared.files.content(of: name, beside: file).bytes
      shared.budget -= bytes.count
      guard shared.budget >= 0 else { throw .tooLarge(name) }
      let address = "data:image/\(kind);base64,\(Data(bytes).base64EncodedString())"
      return .image(source: address, title: title, alternative: alternative)
    } catch {
      shared.diagnostics.append(error.diagnostic(in: file, at: span()))
      return .image(source: source, title: title, alternative: alternative)
    }
  }
}
