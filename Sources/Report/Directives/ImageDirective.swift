import Book
import Document
import Settings
import Source
import Syntax

/// `{image}`: an image file of the project as a numbered figure.
package struct ImageDirective: Directive {
  package static let name = "image"
  package static let summary = "shows an image file of the project as a numbered figure; the body is the caption"
  package static let textOptions: Set<String> = ["file", "dark", "alt"]
  package static let counter: String? = "Figure"
  package static let isLabelForReferences = true
  package static let example = """
    ```{image} apparatus
    file: apparatus.svg
    dark: apparatus-dark.svg
    width: 60
    alt: A pendulum that hangs from a beam.

    The apparatus.
    ```
    """

  /// An image as the page carries it, or a page of a PDF, which is drawn when the report is made.
  private enum Source {
    case address(String)
    case page(PDFPicture)
  }

  package let call: DirectiveCall
  private let light: Source?
  private let dark: Source?
  private let alternative: Template
  private let width: Int?

  package init(_ reading: DirectiveReading) {
    call = reading.call
    let settings = reading.settings()
    let kinds = ImageKind.allCases.map(\.name).joined(separator: ", ")
    let file = settings.text(
      "file", default: "apparatus.png", required: true, allowed: "a path from the folder of this file",
      help: "the image: \(kinds) or PDF")
    let other = settings.text(
      "dark", default: "", allowed: "a path from the folder of this file",
      help: "the image for dark pages; without it, the image stands on a white ground there")
    width = settings.optionalCount(
      "width", 5...100, help: "its width in per cent of the text; none is the size of the image itself")
    let page = settings.count("page", default: 1, 1...10_000, help: "which page of a PDF is shown")
    alternative = reading.template(
      "alt", in: settings, required: true, example: "the image described in words",
      help: "the image described in words, for readers who cannot see it")
    reading.finish(settings)
    light = settings.has("file") ? Self.source(file, page: page, option: "file", in: reading) : nil
    dark = other.isEmpty ? nil : Self.source(other, page: page, option: "dark", in: reading)
  }

  /// The image that a file holds; nil, and a message, where a page cannot show it.
  private static func source(_ file: String, page: Int, option: String, in reading: DirectiveReading) -> Source? {
    guard let content = reading.content(ofFile: file, option: option) else { return nil }
    do throws(ProjectFiles.Refusal) {
      if file.lowercased().hasSuffix(".pdf") {
        let place = reading.call.options.contains { $0.name == "page" } ? "page" : option
        return .page(
          try PDFPicture(content.bytes, page: page, called: file, at: (reading.call.file, reading.span(of: place))))
      }
      return .address(try ImageKind.checked(content.bytes, called: file).address(of: content.bytes))
    } catch {
      reading.note(error.diagnostic(in: reading.call.file, at: reading.span(of: option)))
      return nil
    }
  }

  private static func address(of source: Source, in context: CarryingOut) throws -> String {
    switch source {
    case .address(let address): address
    case .page(let picture): try picture.address(in: context)
    }
  }

  package func blocks(in context: CarryingOut) throws -> [Block<Final>] {
    let picture = Picture(
      light: try light.map { try Self.address(of: $0, in: context) } ?? "",
      dark: try dark.map { try Self.address(of: $0, in: context) },
      alternative: context.inlines(alternative).plainText, width: width)
    return [
      context.captioned("image", [.picture(picture)], caption: try context.blocks(call.body))
    ]
  }
}
