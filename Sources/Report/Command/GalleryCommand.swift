import ArgumentParser
import Assets
import Basics
import Build
import Document
import Foundation
import Reading
import Render
import Results
import Source

/// `report gallery`: a page that shows every mark, scale, theme and kind of figure with the chapter text that makes it.
struct GalleryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gallery",
    abstract: "Writes a page that shows every mark, scale, theme and kind of figure with the text that makes it.")

  @Option(help: "The folder to write the gallery and its chapters into.")
  var output = "gallery"

  @OptionGroup var storage: CacheOptions

  @Flag(help: "Rename files of yours that are in the way, to NAME.~1~.")
  var force = false

  func run() throws {
    try Processor.check()
    let chapters = "\(output)/chapters"
    let workers = Processor.cores
    try OutputPlace.check(output: output, chapters: chapters, cache: storage.path())
    try OwnedFolder(output).admit(["index.html", "report.json"], isForced: force)
    try Gallery.write(into: chapters, isForced: force)
    let build = ReportBuild(
      folder: BookFolder(path: chapters, profile: .quick), output: output, cache: storage.path(), workers: workers,
      formats: [.html], isForced: force, code: .program, tell: { Terminal.write($0) }, hasColour: Terminal.hasColour)
    let finished = try build.run(progress: ProgressLine.standard(workers: workers))
    Terminal.print(
      "\(Words.count(finished.manifest.figures.count, "figure")); wrote \(output)/index.html and its chapters into \(chapters)"
    )
  }
}

/// The chapters of the gallery.
enum Gallery {
  /// By the name of their file.
  static let chapters: [(name: String, text: String)] = [
    ("index.md", "index"), ("01-marks.md", "marks"), ("02-scales.md", "scales"), ("03-themes.md", "themes"),
    ("04-kinds.md", "kinds"), ("05-cells.md", "cells"),
  ].map { ($0.0, Asset.text("gallery/\($0.1).md")) }

  /// Writes the chapters into a folder; throws `WriteProblem` or `ForeignFiles`.
  static func write(into folder: String, isForced: Bool) throws {
    let files = chapters.map { OutputFile(title: nil, path: $0.name, content: Array($0.text.utf8)) }
    let owned = OwnedFolder(folder)
    try owned.admit(files.map(\.path), isForced: isForced)
    for remark in try owned.write(files, isForced: isForced).remarks { Terminal.warn(remark) }
  }
}
