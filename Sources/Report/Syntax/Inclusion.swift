import Document
import Settings
import Source

/// The file that a chapter includes at a place.
package struct Inclusion {
  /// The name of the directive that includes.
  package static let name = "include"
  package static let textOptions: Set<String> = ["file"]

  /// The file and where the author names it; nil where the call has mistakes.
  let target: (name: String, span: Range<Int>)?

  package init(_ reading: DirectiveReading) {
    let settings = reading.settings()
    let name = settings.text(
      "file", default: "shared/notation.md", required: true, allowed: "a path from the folder of this file",
      help: "the Markdown file to include")
    reading.finish(settings)
    let call = reading.call
    let span = call.options.first { $0.name == "file" }?.textSpan ?? call.nameSpan
    target = reading.diagnostics.isEmpty ? (name, span) : nil
  }
}

extension ChapterReader {
  /// The blocks of the file that `call` names.
  mutating func included(_ call: DirectiveCall, depth: Int) -> [Block<Draft>] {
    let reading = DirectiveReading(call, textOptions: Inclusion.textOptions)
    let target = Inclusion(reading).target
    shared.diagnostics += reading.diagnostics
    guard let target, let included = include(target.name, at: target.span),
      allows(depth: depth, at: target.span)
    else { return [] }
    var reader = ChapterReader(file: included, shared: shared)
    reader.typography = typography
    let blocks = reader.contents(depth: depth + 1).1
    shared = reader.shared
    return blocks
  }

  /// Reads a file to include; nil, and a message, where it cannot be.
  private mutating func include(_ name: String, at span: Range<Int>) -> SourceFile? {
    let content: ProjectFiles.Content
    do throws(ProjectFiles.Refusal) { content = try shared.files.content(of: name, beside: file) } catch {
      shared.diagnostics.append(error.diagnostic(in: file, at: span))
      return nil
    }
    let position = file.position(of: span.lowerBound)
    guard content.path != file.path, !file.inclusions.contains(where: { $0.file == content.path }) else {
      report(
        .circularInclude, "'\(content.path)' includes itself by way of this line",
        remedy: "remove this include, or move what both need into a third file", at: span)
      return nil
    }
    shared.budget -= content.bytes.count
    guard shared.budget >= 0 else {
      report(
        .fileTooLarge, "with '\(content.path)' this chapter is larger than \(SourceFile.largest / 1_000_000) MB",
        remedy: "split the chapter, or include less", at: span)
      return nil
    }
    let inclusion = SourceFile.Inclusion(file: file.path, line: position.line, column: position.column)
    let (included, diagnostics) = SourceFile.load(
      content.bytes, path: content.path, inclusions: file.inclusions + [inclusion])
    shared.diagnostics += diagnostics
    return included
  }
}
