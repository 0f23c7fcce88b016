import Basics
import Document
import Files
import Foundation
import Jobs
import Mathematics
import Plot
import Reading
import Render
import Source
import Store
import Syntax

/// What a finished build was made of and what it left, so that the same build of the same things is known to be done.
///
/// It holds only where every file that was read, the commit, every result and every file of the report are as they were; what
/// else a build depends on, its options and the program, is in the key under which the stamp is stored.
struct BuildStamp: Codable, Sendable {
  /// The chapters, in order, and what looks like one.
  var chapters: [String]
  /// What stands for each file that was read, by path.
  var inputs: [String: String]
  var commit: String?
  /// The keys of all results, and what stands for the state of their files.
  var results: [String]
  var stateOfResults: String
  /// Checksums of the files of the report, by path.
  var outputs: [String: String]
  /// The warnings about the chapters, as they were shown.
  var warnings: String
  var summary: BuildSummary

  /// Whether a build now would find all of this again.
  func holds(_ folder: BookFolder, output: OwnedFolder, commit: CommitQuestion, in store: Store) -> Bool {
    folder.listing == chapters && inputs.allSatisfy({ Sightings.isAsBefore($0, $1) })
      && KnownResults.state(of: results, in: store) == stateOfResults && output.holds(outputs)
      && commit.answer == self.commit
  }
}

extension ReportBuild {
  /// The key of the stamp: everything that the build depends on but the files that it reads and writes.
  func stampKey(in store: Store) -> String {
    let program = (FolderPath.real("/proc/self/exe") ?? Bundle.main.executablePath).map { path in
      "\(path) \(FileState(of: path).map { "\($0.bytes) \($0.modified)" } ?? "")"
    }
    let rules = [folder.severities.errors, folder.severities.ignored].map { $0.map(\.rawValue).sorted().description }
    let libraries = PlotLibraries.versions.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
    let description =
      [
        FileManager.default.currentDirectoryPath, folder.request.command, output,
        formats.map(\.rawValue).sorted().description, program ?? "", Processor.name, "\(hasColour)",
      ] + rules + libraries + Self.tools(for: formats)
    return store.key(of: description.joined(separator: "\n"), by: CodeNeed(of: ReportBuild.self))
  }

  /// The programs and files beside this one that a report is made with.
  private static func tools(for formats: Set<OutputFormat>) -> [String] {
    let library = (try? MathematicsLibrary.locate()).map { [$0.script, $0.stylesheet, $0.fonts] } ?? []
    let printer = formats.contains(.pdf) ? [PDFPrinter().program].compactMap { $0 } : []
    return ((library + printer).map(\.path) + EmbeddedFonts.files).map { path in
      "\(path) \(FileState(of: path).map { "\($0.bytes) \($0.modified)" } ?? "none")"
    }
  }

  /// The stamp of the last build like this one; nil if there is none, or something has changed since.
  func unchanged(in store: Store, commit: CommitQuestion) -> BuildStamp? {
    guard let entry = store.entry(for: stampKey(in: store), in: .builds).entry,
      let stamp = try? ResultCoder.decode(BuildStamp.self, from: entry.result),
      stamp.holds(folder, output: OwnedFolder(output), commit: commit, in: store)
    else { return nil }
    return stamp
  }
}
