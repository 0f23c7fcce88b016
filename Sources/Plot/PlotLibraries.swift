import CCairo

/// The libraries that draw.
package enum PlotLibraries {
  /// Their versions, by name.
  package static var versions: [String: String] {
    ["Cairo": String(cString: cairo_version_string()), "Pango": String(cString: pango_version_string())]
  }
}
