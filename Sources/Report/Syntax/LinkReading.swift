import Document
import Foundation
import Source

/// A link to a place of the book: `#label`, `02-chapter.md` or `02-chapter.md#label`.
package struct Link: Sendable {
  /// As the author wrote it.
  package var address: String
  /// The path of the chapter; nil for a place of the whole book.
  package var path: String?
  /// Empty for a chapter itself.
  package var label: String
  package var file: SourceFile
  package var span: Range<Int>
}

extension ChapterReader {
  /// A link: a place of the book is looked for once all chapters are read; a file of the project goes into the document.
  mutating func link(_ address: String, title: String, _ content: [Inline<Draft>], at span: Range<Int>)
    -> Inline<Draft>
  {
    if !content.isVisible, address.utf8.first == UInt8(ascii: "#"), address.utf8.count > 1 {
      // A link to a label without words is a reference to it.
      let start = span.count == address.utf8.count ? span.lowerBound + 1 : span.lowerBound
      return .role(
        RoleCall(
          name: "ref", nameSpan: span, text: String(address.dropFirst()), textSpan: start..<span.upperBound, file: file)
      )
    }
    if !content.isVisible {
      report(
        .emptyLink, "this link has no text", remedy: "write between the brackets what a reader clicks on", at: span)
    }
    let plain = Inline<Draft>.link(destination: address, title: title, content)
    let parts = address.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    let name = (parts.first ?? "").removingPercentEncoding ?? address
    let label = parts.count > 1 ? parts[1] : ""
    if name.isEmpty, label.isEmpty {
      report(.emptyLink, "this link leads nowhere", remedy: "write an address between the parentheses", at: span)
      return plain
    }
    if Self.isRemote(address) { return plain }
    if name.isEmpty {
      shared.links.append(Link(address: address, label: label, file: file, span: span))
      return plain
    }
    guard name.hasSuffix(".md") else { return attached(name, title: title, content, at: span) ?? plain }
    let path = ProjectFiles.path(of: name, beside: file)
    shared.links.append(Link(address: name, path: path, label: label, file: file, span: span))
    return .link(destination: label.isEmpty ? path : "\(path)#\(label)", title: title, content)
  }

  /// A file of the project, which the document carries; nil, and a message, where it cannot be read.
  private mutating func attached(_ name: String, title: String, _ content: [Inline<Draft>], at span: Range<Int>)
    -> Inline<Draft>?
  {
    do throws(ProjectFiles.Refusal) {
      let bytes = try shared.files.content(of: name, beside: file).bytes
      shared.budget -= bytes.count
      guard shared.budget >= 0 else { throw .tooLarge(name) }
      let attachment = Attachment(
        name: name.split(separator: "/").last.map(String.init) ?? name, base64: Data(bytes).base64EncodedString())
      return .attachment(attachment, title: title, content)
    } catch {
      var refusal = error
      if name.hasPrefix("www.") { refusal.remedy = "begin an address of the web with https://" }
      shared.diagnostics.append(refusal.diagnostic(in: file, at: span))
      return nil
    }
  }

  /// Whether an address names its scheme or its host, and so leads out of the project.
  static func isRemote(_ address: String) -> Bool {
    address.hasPrefix("//") || address.prefix { !"/?#".contains($0) }.contains(":")
  }
}

extension [Inline<Draft>] {
  /// Whether a reader sees anything of it.
  fileprivate var isVisible: Bool {
    contains { inline in
      switch inline {
      case .text(let text), .code(let text): !text.allSatisfy(\.isWhitespace)
      case .emphasis(let content), .strong(let content), .strikethrough(let content), .link(_, _, let content),
        .attachment(_, _, let content):
        content.isVisible
      case .softBreak, .lineBreak: false
      case .image, .math, .footnoteReference, .role, .value, .verdict, .sketch, .markup: true
      }
    }
  }
}
