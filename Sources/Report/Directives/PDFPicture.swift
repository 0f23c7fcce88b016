import Basics
import Book
import Checksums
import Document
import Files
import Foundation
import Source

/// A page of a PDF as an image, drawn as SVG by pdftocairo of poppler and kept in the store.
struct PDFPicture: Sendable {
  /// The program that draws.
  private static let program = "pdftocairo"

  /// Seconds and bytes that drawing a page may take.
  private static let seconds = 60.0
  private static let memory = 2 << 30
  private static let mostOutput = 32 << 20

  private let bytes: [UInt8]
  private let page: Int
  private let name: String
  /// Where the chapter names the page.
  private let place: (file: SourceFile, span: Range<Int>)

  /// Takes the bytes of a file; throws where they are no PDF, or nothing here can draw one.
  init(
    _ bytes: [UInt8], page: Int, called name: String, at place: (file: SourceFile, span: Range<Int>)
  ) throws(ProjectFiles.Refusal) {
    let end = String(decoding: bytes.suffix(1024), as: UTF8.self)
    guard bytes.starts(with: "%PDF-".utf8), end.contains("%%EOF") else {
      throw ProjectFiles.Refusal(
        rule: .malformedImage, message: "'\(name)' is not a whole PDF",
        remedy: "save it again, or give it the ending of its kind")
    }
    guard ExternalProgram.isThere(Self.program) else {
      throw ProjectFiles.Refusal(
        rule: .malformedImage, message: "nothing here can draw the PDF '\(name)'",
        remedy: "install \(Self.program), which is in poppler-utils, or save the image as SVG")
    }
    (self.bytes, self.page, self.name, self.place) = (bytes, page, name, place)
  }

  /// The image as the page carries it.
  ///
  /// - Throws: `ChapterErrors` where it cannot be drawn.
  func address(in context: CarryingOut) throws -> String {
    let description = "page \(page) of the PDF \(Checksum.sha256(of: bytes))"
    let svg = try context.made("the image '\(name)'", as: description, by: Self.self) { Data(try drawn().utf8) }
    return ImageKind.svg.address(of: Array(svg))
  }

  private func drawn() throws -> String {
    let folder = try TemporaryFolder(for: "image")
    let file = folder.url.appending(path: "page.pdf")
    try Data(bytes).write(to: file)
    let target = folder.url.appending(path: "page.svg")
    var program = ExternalProgram([
      Self.program, "-svg", "-f", "\(page)", "-l", "\(page)", file.path, target.path,
    ])
    program.seconds = Self.seconds
    program.memory = Self.memory
    program.scratch = folder
    let answer = try program.run()
    guard answer.code == 0, let data = try? Data(contentsOf: target), data.count <= Self.mostOutput else {
      throw ChapterErrors(diagnostics: [refusal(saying: answer.error)])
    }
    return String(decoding: data, as: UTF8.self)
  }

  /// Why the page is not drawn, from what the program says.
  private func refusal(saying answer: String) -> Diagnostic {
    if let last = answer.firstMatch(of: /last page \((\d+)\)/).flatMap({ Int($0.output.1) }) {
      return Diagnostic(
        .malformedImage, "'\(name)' has \(Words.count(last, "page"))",
        remedy: last == 1 ? "remove 'page'" : "write a page from 1 to \(last)", file: place.file, span: place.span)
    }
    let reason = answer.split(whereSeparator: \.isNewline).first.map { ": \($0)" } ?? ""
    return Diagnostic(
      .malformedImage, "page \(page) of '\(name)' cannot be drawn\(reason)", remedy: "save the page as SVG or PNG",
      file: place.file, span: place.span)
  }
}
