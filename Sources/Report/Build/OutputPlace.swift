import Basics
import Files

/// Where a report may not be written.
package enum OutputPlace {
  /// Throws `PlaceProblem` where a report would lie among its chapters or its stored results.
  package static func check(output: String, chapters: String, cache: String) throws {
    for (option, path) in [("--output", output), ("--cache", cache)] where path.isEmpty {
      throw PlaceProblem(description: "\(option) needs a folder, such as \(option) \(option.dropFirst(2))")
    }
    let (place, results) = (FolderPath.resolved(output), FolderPath.resolved(cache))
    if place == FolderPath.resolved(chapters) {
      throw PlaceProblem(
        description: "'\(output)' is the folder of the chapters; name another folder for the report with --output")
    }
    if FolderPath.isInside(place, results) {
      throw PlaceProblem(
        description: "'\(output)' lies in the folder of results '\(cache)'; name another folder with --output")
    }
  }
}
