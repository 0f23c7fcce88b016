/// A file of the output folder beside the page.
package struct OutputFile: Sendable, Equatable {
  /// The word of the link to it, "SVG"; nil where the page holds its content already.
  package let title: String?
  /// Relative to the output folder.
  package let path: String
  package let content: [UInt8]

  package init(title: String?, path: String, content: [UInt8]) {
    self.title = title
    self.path = path
    self.content = content
  }
}
