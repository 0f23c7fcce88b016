import ArgumentParser
import Basics
import Book
import Build
import Document
import Files
import Jobs
import Settings

/// What the commands that export a directive have in common.
struct ExportOptions: ParsableArguments {
  @OptionGroup var book: BookOptions

  @Option(help: "The folder to write into.")
  var output = "exported"

  @Flag(help: "Rename files of yours that are in the way, to NAME.~1~.")
  var force = false

  @OptionGroup var running: RunningOptions

  private var folder: OwnedFolder { OwnedFolder(output, record: FileRecord.exports) }

  /// The one of `directives` with a label; throws, with the labels that there are, if there is none.
  func find<Found>(
    _ label: String, among directives: [Found], by own: (Found) -> String?, called kind: String
  ) throws -> Found {
    if let found = directives.first(where: { own($0) == label }) { return found }
    let labels = directives.compactMap(own)
    let remedy = labels.isEmpty ? "the chapters have none" : Suggestion.remedy(for: label, among: labels)
    throw UserError("no \(kind) is called '\(label)': \(remedy)", isUsage: true)
  }

  /// Throws if one of these files, which are known before anything is computed, would replace one of the user's.
  func admit(_ paths: [String]) throws { try folder.admit(paths, isForced: force) }

  /// Writes the files beside those of earlier exports.
  func write(_ files: [OutputFile]) throws {
    for remark in try folder.write(files, isForced: force, keepsOthers: true).remarks { Terminal.warn(remark) }
  }

  /// Writes the files of a directive into the folder of its label, and says so.
  func write(_ files: [OutputFile], of label: String) throws {
    try write(files.map { OutputFile(title: $0.title, path: "\(label)/\($0.path)", content: $0.content) })
    Terminal.print("wrote \(Words.count(files.count, "file")) into \(output)/\(label)")
  }
}
