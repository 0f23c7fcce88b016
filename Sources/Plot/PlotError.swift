/// Why a figure could not be drawn.
package enum PlotError: Error, Equatable, CustomStringConvertible {
  case missingFont(String)
  case drawing(String)

  package var description: String {
    switch self {
    case .missingFont(let family):
      "the font '\(family)' is not installed; install the DejaVu fonts, on Debian the package fonts-dejavu-core"
    case .drawing(let reason):
      "the figure could not be drawn: \(reason); try a smaller width or scale"
    }
  }
}
