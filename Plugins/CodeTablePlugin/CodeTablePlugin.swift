import Foundation
import PackagePlugin

/// Writes the table of the sources anew whenever one of them changes, before the program is compiled.
@main
struct CodeTablePlugin: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    let root = context.package.directoryURL
    let folders = ["Core", "CKernels", "Plot", "Report"].map { root.appending(path: "Sources/\($0)") }
    let sources = folders.flatMap { self.sources(in: $0) }.sorted { $0.path < $1.path }
    let inputs = sources + [root.appending(path: "Package.swift")]
    let output = context.pluginWorkDirectoryURL.appending(path: "CodeTable+Program.swift")
    return [
      .buildCommand(
        displayName: "Reading the code behind the results", executable: try context.tool(named: "code-table").url,
        arguments: [root.path, output.path] + inputs.map { $0.path }, inputFiles: inputs, outputFiles: [output])
    ]
  }

  private func sources(in folder: URL) -> [URL] {
    let paths = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
    return paths.filter { path in [".swift", ".c", ".h"].contains { path.hasSuffix($0) } }.map {
      folder.appending(path: $0)
    }
  }
}
