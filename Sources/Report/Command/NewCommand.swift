import ArgumentParser
import Assets
import Basics
import Document
import Files
import Foundation

/// `report new`: the first chapters of a book.
struct NewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new", abstract: "Writes a small book to begin with, which builds in seconds.",
    discussion: """
      It has an experiment, a figure, a claim, a citation and an image to change or remove. Existing files are \
      never replaced.
      """)

  @ArgumentParser.Argument(help: "The folder to create; an existing one must be empty.")
  var folder: String

  func run() throws {
    try Self.write(into: folder)
    let program = BuildRequest.Program.current.rawValue
    let place = folder == "." ? "" : " --chapters \(ShellText.quoted(folder))"
    let chapters = (folder as NSString).appendingPathComponent("chapters")
    Terminal.print(
      """
      wrote a book into \(folder); its text is in \(chapters)
      build it:           \(program) build\(place)
      see it as you edit: \(program) preview\(place)
      """)
  }

  /// The files of the book, by path.
  private static let files: [(path: String, content: [UInt8])] = [
    (".gitignore", Array("output/\n.report-cache/\n".utf8)),
    ("chapters/index.md", Asset.bytes("new/index.md")),
    ("chapters/01-a-first-look.md", Asset.bytes("new/chapter.md")),
    ("chapters/references.bib", Asset.bytes("new/references.bib")),
    ("chapters/pendulum.svg", Asset.bytes("new/pendulum.svg")),
  ]

  /// - Throws: `UserError` where something is in the folder already; `WriteProblem`.
  static func write(into folder: String) throws {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    // What version control leaves in a new folder is not in the way.
    let known: Set<String> = [".git", ".gitignore", "README.md", "LICENSE"]
    if let other = names.sorted().first(where: { !known.contains($0) }) {
      throw UserError("'\(folder)' is not empty: '\(other)' is there; name a new folder")
    }
    var isFolder: ObjCBool = false
    if FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder), !isFolder.boolValue {
      throw UserError("'\(folder)' is a file; name a new folder")
    }
    let root = URL(filePath: folder, directoryHint: .isDirectory)
    try FolderPath.make(root.appending(path: "chapters").path)
    for file in files where !names.contains(file.path) {
      try AtomicFile.write(Data(file.content), to: root.appending(path: file.path))
    }
  }
}
