/// A file of the output folder beside the page.
struct OutputFile: Sendable, Equatable {
  /// The word of the link to it, "SVG"; nil where the page holds its content already.
  let title: String?
  /// Relative to the output folder.
  let path: String
  let content: [UInt8]
}
