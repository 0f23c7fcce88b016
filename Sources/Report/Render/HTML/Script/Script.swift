/// What the page adds where scripts run; without it nothing is missing but convenience.
enum Script {
  /// Each part in its file, in the order in which they run.
  static let text = compact([
    PackageResources.page_js, PackageResources.search_js, PackageResources.previews_js, PackageResources.figures_js,
    PackageResources.values_js, PackageResources.tables_js, PackageResources.rescaling_js, PackageResources.explore_js,
  ])

  /// Some parts as one script, without their comments and their indentation.
  static func compact(_ parts: [[UInt8]]) -> String {
    let text = parts.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "\n")
    let lines = text.split(separator: "\n").map { line in line.drop { $0 == " " } }
    let code = lines.filter { !$0.isEmpty && !$0.hasPrefix("//") }.joined(separator: "\n")
    return "\"use strict\";(()=>{\n\(code)\n})();\n"
  }
}
