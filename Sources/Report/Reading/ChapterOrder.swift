import Basics
import Document
import Results
import Settings
import Source
import Syntax

/// The chapters in the order that the preface gives.
struct ChapterOrder {
  /// The preface and the chapters that it names, all where it names none.
  private(set) var files: [SourceFile]
  /// Names of what is not there, and chapters that are not named.
  private(set) var diagnostics: [Diagnostic] = []

  /// Puts files, of which the names are in order, into that of the preface among them.
  init(_ files: [SourceFile]) {
    self.files = files
    guard let preface = files.first(where: \.isPreface) else { return }
    let settings = ChapterReader.settings(of: preface)
    if settings.chapters.isEmpty { return }
    let chapters = Dictionary(files.filter { !$0.isPreface }.map { (Self.name($0.path), $0) }) { first, _ in first }
    var named: [SourceFile] = []
    for value in settings.chapters {
      let name = Self.name(value.text)
      guard let file = chapters[name] else {
        diagnostics.append(
          Diagnostic(
            .unresolvedReference, "unknown chapter '\(value.text)'",
            remedy: Suggestion.remedy(for: name, among: Array(chapters.keys)), file: preface, span: value.span))
        continue
      }
      if named.contains(where: { $0.path == file.path }) {
        diagnostics.append(
          Diagnostic(
            .repeatedOption, "the chapter '\(value.text)' is named twice", remedy: "keep one of them", file: preface,
            span: value.span))
      } else {
        named.append(file)
      }
    }
    for (name, file) in chapters.sorted(by: { NaturalOrder.precedes($0.key, $1.key) })
    where !named.contains(where: { $0.path == file.path }) {
      diagnostics.append(
        Diagnostic(
          .skippedFile, "this chapter is skipped, for index.md does not name it",
          remedy: "add \"\(name)\" to the chapters of index.md, or begin its name with _",
          file: SourceFile(path: file.path, text: ""), span: 0..<0))
    }
    self.files = [preface] + named
  }

  /// The name of a file without its folder and its ending.
  private static func name(_ path: String) -> String {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    return name.hasSuffix(".md") ? String(name.dropLast(3)) : name
  }
}
