import ArgumentParser
import Foundation

/// The folder that holds the chapters, `*.md` in the order of their names.
struct BookFolder {
  let path: String

  /// The book; prints every mistake and throws exit code 1 if there is an error.
  func read(profile: Profile, typesetter: Typesetter) throws -> Book {
    let (files, unreadable) = try sources()
    let reader = try BookReader(files, profile: profile, typesetter: typesetter)
    try Terminal.show(unreadable + reader.diagnostics)
    return reader.book
  }

  private func sources() throws -> ([SourceFile], [Diagnostic]) {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    let chapters = names.filter { $0.hasSuffix(".md") && !$0.hasPrefix(".") }.sorted()
    guard !chapters.isEmpty else {
      Terminal.complain("there are no chapters (*.md) in '\(path)'; name another folder with --chapters")
      throw ExitCode(1)
    }
    var files: [SourceFile] = []
    var diagnostics: [Diagnostic] = []
    for name in chapters {
      let path = "\(path)/\(name)"
      let (file, problems) = SourceFile.load(URL(filePath: path), path: path)
      files.append(file)
      diagnostics += problems
    }
    return (files, diagnostics)
  }
}
