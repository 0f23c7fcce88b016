import Foundation

extension ChapterReader {
  /// A picture; one of the project's files goes into the document itself, one elsewhere stays where it is.
  mutating func image(_ source: String, title: String, alternative: String, at span: @autoclosure () -> Range<Int>)
    -> Inline<Draft>
  {
    if alternative.trimmed.isEmpty {
      shared.diagnostics.append(
        Diagnostic(
          .missingAlternative, "this image has no alternative text",
          remedy: "say between the brackets what it shows", file: file, span: span()))
    }
    let plain = Inline<Draft>.image(source: source, title: title, alternative: alternative)
    if source.lowercased().hasPrefix("data:") { return plain }
    if Self.isRemote(source) {
      report(
        .remoteImage, "an image from elsewhere is not shown, for the page asks for nothing",
        remedy: "save it beside this chapter and name the file", at: span())
      return plain
    }
    let name = source.removingPercentEncoding ?? source
    do throws(ProjectFiles.Refusal) {
      let bytes = try shared.files.content(of: name, beside: file).bytes
      let kind = try Self.kind(of: bytes, called: name)
      shared.budget -= bytes.count
      guard shared.budget >= 0 else { throw .tooLarge(name) }
      let address = "data:image/\(kind.rawValue);base64,\(Data(bytes).base64EncodedString())"
      return .image(source: address, title: title, alternative: alternative)
    } catch {
      shared.diagnostics.append(error.diagnostic(in: file, at: span()))
      return plain
    }
  }

  /// The kind of an image; throws where a page cannot show it, or its name does not fit its content.
  private static func kind(of bytes: [UInt8], called name: String) throws(ProjectFiles.Refusal) -> ImageKind {
    func refusal(_ message: String, _ remedy: String) -> ProjectFiles.Refusal {
      ProjectFiles.Refusal(rule: .malformedImage, message: message, remedy: remedy)
    }
    let names = ImageKind.allCases.map(\.name).joined(separator: ", ")
    let last = name.split(separator: "/").last ?? ""
    let ending = last.contains(".") ? String(last.split(separator: ".").last ?? "") : ""
    let content = ImageKind(content: bytes)
    guard let kind = ImageKind(ending: ending) else {
      if ending.lowercased() == "pdf" {
        throw refusal("'\(name)' is a PDF, which a page cannot show", "convert it: pdftocairo -svg \(name)")
      }
      throw refusal("'\(name)' has none of the endings of \(names)", "convert it, or give it the ending of its kind")
    }
    guard let content else {
      throw refusal(
        bytes.isEmpty ? "'\(name)' is empty" : "'\(name)' is not a whole \(kind.name)", "save the image again")
    }
    guard content == kind else {
      throw refusal("'\(name)' is a \(content.name)", "give it the ending .\(content.endings[0])")
    }
    return kind
  }
}
