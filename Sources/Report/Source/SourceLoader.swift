import Foundation

extension SourceFile {
  /// The largest file that is read, in bytes.
  static let largest = 10_000_000

  /// Reads a file; what is wrong with its bytes is told, and the text mended so that reading can go on.
  static func load(_ url: URL, path: String) -> (file: SourceFile, diagnostics: [Diagnostic]) {
    do {
      let handle = try FileHandle(forReadingFrom: url)
      defer { try? handle.close() }
      return load(Array(try handle.read(upToCount: largest + 1) ?? Data()), path: path)
    } catch {
      let file = SourceFile(path: path, text: "")
      let diagnostic = Diagnostic(
        rule: "unreadable-file", message: "'\(path)' cannot be read",
        remedy: "check that the file exists and that you may read it", file: file, span: 0..<0)
      return (file, [diagnostic])
    }
  }

  /// Reads the bytes of a file.
  static func load(_ bytes: [UInt8], path: String) -> (file: SourceFile, diagnostics: [Diagnostic]) {
    guard bytes.count <= largest else {
      let file = SourceFile(path: path, text: "")
      let diagnostic = Diagnostic(
        rule: "chapter-too-large", message: "'\(path)' is larger than \(largest / 1_000_000) MB",
        remedy: "split the chapter into several files", file: file, span: 0..<0)
      return (file, [diagnostic])
    }
    let file = SourceFile(path: path, text: String(decoding: bytes, as: UTF8.self))
    var diagnostics: [Diagnostic] = []
    if let bad = zip(bytes, file.bytes).enumerated().first(where: { $1.0 != $1.1 })?.offset
      ?? (bytes.count == file.bytes.count ? nil : min(bytes.count, file.bytes.count))
    {
      diagnostics.append(
        Diagnostic(
          rule: "invalid-utf8", message: "this byte is not UTF-8", remedy: "save the file in the encoding UTF-8",
          file: file, span: bad..<min(bad + 3, file.bytes.count)))
    }
    if let zero = file.bytes.firstIndex(of: 0) {
      diagnostics.append(
        Diagnostic(
          rule: "nul-byte", message: "a zero byte stands in the text", remedy: "remove it, or save the file as text",
          file: file, span: zero..<zero + 1))
    }
    return (file, diagnostics)
  }
}
