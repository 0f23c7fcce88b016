import ArgumentParser
import Directives
import Files
import Foundation
import Reading
import Source
import Syntax

/// `report format`: canonical text for directives and front matter.
struct FormatCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "format", abstract: "Writes directives in their canonical text and leaves prose alone.")

  @ArgumentParser.Argument(help: "Files to format, or '-' for standard input; all chapters by default.")
  var files: [String] = []

  @Option(help: "The folder of the chapters.")
  var chapters = "chapters"

  @Flag(help: "Change nothing; list the files that would change, and exit with code 1 if there are any.")
  var check = false

  func run() throws {
    if files == ["-"] {
      let file = try load(FileHandle.standardInput.read(upToCount: SourceFile.largest + 1) ?? Data(), path: "-")
      Terminal.output(ChapterFormatter.formatted(file))
      return
    }
    let folder = BookFolder(path: chapters)
    let paths = try files.isEmpty ? folder.chapters() : files
    // A chapter may be a link out of the project, where nothing is changed that was not named.
    let root = files.isEmpty ? folder.root : nil
    var changed: [(path: String, text: String)] = []
    for path in paths {
      let (file, diagnostics) = SourceFile.load(URL(filePath: path), path: path, within: root)
      try Terminal.show(diagnostics)
      let text = ChapterFormatter.formatted(file)
      guard text != file.text else { continue }
      changed.append((path, text))
    }
    if !check {
      // All are looked at before the first is written.
      let places = try changed.map { try InPlaceFile($0.path) }
      for (place, file) in zip(places, changed) { try place.write(Data(file.text.utf8)) }
    }
    for file in changed { Terminal.print("\(check ? "would format" : "formatted") \(file.path)") }
    if check, !changed.isEmpty { throw ExitCode(1) }
  }

  private func load(_ data: Data, path: String) throws -> SourceFile {
    let (file, diagnostics) = SourceFile.load(Array(data), path: path)
    try Terminal.show(diagnostics)
    return file
  }
}
