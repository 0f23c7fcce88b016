import Basics
import Foundation

/// The files of KaTeX: its script, its style sheet and the folder of its fonts.
package struct MathematicsLibrary: Sendable {
  /// No copy of KaTeX on this machine.
  package struct Missing: ExplainedError {
    var places: [String]

    package var description: String {
      "KaTeX, which sets the formulas, is not installed; install libjs-katex and fonts-katex (Debian), "
        + "or set \(MathematicsLibrary.variable) to a folder with katex.min.js, katex.min.css and fonts/"
        + " (looked in \(places.joined(separator: ", ")))"
    }
  }

  /// The environment variable that names the folder, before all other places.
  static let variable = "REPORT_KATEX"

  static let folders = [
    "/usr/share/javascript/katex", "/usr/local/share/javascript/katex", "/usr/share/nodejs/katex/dist",
    "/usr/lib/node_modules/katex/dist", "/usr/local/lib/node_modules/katex/dist",
    "/opt/homebrew/lib/node_modules/katex/dist", "/opt/homebrew/opt/katex/libexec/lib/node_modules/katex/dist",
    "node_modules/katex/dist",
  ]

  package var script: URL
  package var stylesheet: URL
  package var fonts: URL

  /// The first folder that has everything; throws `Missing`.
  package static func locate(
    environment: [String: String] = ProcessInfo.processInfo.environment, folders: [String] = folders
  ) throws(Missing) -> MathematicsLibrary {
    let places = environment[variable].map { [$0] } ?? folders
    for place in places {
      let folder = URL(fileURLWithPath: place, isDirectory: true)
      let library = MathematicsLibrary(
        script: folder.appendingPathComponent("katex.min.js"),
        stylesheet: folder.appendingPathComponent("katex.min.css"),
        fonts: folder.appendingPathComponent("fonts"))
      let files = [library.script, library.stylesheet, library.fonts]
      if files.allSatisfy({ FileManager.default.fileExists(atPath: $0.path) }) { return library }
    }
    throw Missing(places: places)
  }
}
