import Foundation

extension SourceFile {
  /// The most bytes that are read of a file, and of a chapter with all that it includes.
  package static let largest = 10_000_000

  /// Reads a chapter, which must lie `within` a folder wherever links lead; what is wrong with its bytes is told, and the text mended so that reading can go on.
  package static func load(
    _ url: URL, path: String, within root: URL? = nil, sightings: Sightings? = nil,
    unsaved: UnsavedFiles = UnsavedFiles()
  ) -> (file: SourceFile, diagnostics: [Diagnostic]) {
    let files = ProjectFiles(
      root: root ?? url.resolvingSymlinksInPath().deletingLastPathComponent(), sightings: sightings, unsaved: unsaved)
    switch files.bytes(ofFile: url.path) {
    case .success(let bytes): return load(bytes, path: path)
    case .failure(let refusal):
      let file = SourceFile(path: path, text: "")
      return (file, [refusal.diagnostic(in: file, at: 0..<0)])
    }
  }

  /// Reads the bytes of a file.
  package static func load(
    _ bytes: [UInt8], path: String, inclusions: [Inclusion] = []
  ) -> (file: SourceFile, diagnostics: [Diagnostic]) {
    guard bytes.count <= largest else {
      let file = SourceFile(path: path, text: "", inclusions: inclusions)
      return (file, [ProjectFiles.Refusal.tooLarge(path).diagnostic(in: file, at: 0..<0)])
    }
    let text = String(decoding: bytes, as: UTF8.self)
    let decoded = Array(text.utf8)
    let zero = decoded.firstIndex(of: 0)
    // The Markdown parser would put three bytes in the place of a zero byte, and all places behind it would shift.
    let mended = zero == nil ? text : text.replacing("\0", with: " ")
    let file = SourceFile(path: path, text: mended, inclusions: inclusions)
    var diagnostics: [Diagnostic] = []
    if let bad = firstDifference(decoded, bytes) {
      diagnostics.append(
        Diagnostic(
          .invalidUTF8, "this byte is not UTF-8", remedy: "save the file in the encoding UTF-8", file: file,
          span: bad..<min(bad + 3, decoded.count)))
    }
    if let zero {
      diagnostics.append(
        Diagnostic(
          .nulByte, "the text contains a zero byte", remedy: "remove it, or save the file as text", file: file,
          span: zero..<zero + 1))
    }
    return (file, diagnostics)
  }

  /// The first byte at which two texts differ; nil where they are the same.
  private static func firstDifference(_ text: [UInt8], _ original: [UInt8]) -> Int? {
    if text == original { return nil }
    let common = min(text.count, original.count)
    return (0..<common).first { text[$0] != original[$0] } ?? common
  }
}
