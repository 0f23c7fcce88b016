import Checksums
import CodeScan
import Foundation

/// `code-table ROOT OUTPUT FILE…`: writes the table of the source files as Swift, for the program to know its code by.
@main
enum CodeTableTool {
  static func main() throws {
    let arguments = CommandLine.arguments.dropFirst()
    guard arguments.count >= 2, let root = arguments.first, let output = arguments.dropFirst().first else {
      FileHandle.standardError.write(Data("usage: code-table ROOT OUTPUT FILE...\n".utf8))
      exit(2)
    }
    let compiler = compiler()
    var sources: [(path: String, text: String)] = []
    var ambient = [(path: "the compiler", checksum: Checksum.sha256(of: compiler))]
    for file in arguments.dropFirst(2).sorted() {
      let data = try Data(contentsOf: URL(filePath: file))
      let path = file.hasPrefix(root + "/") ? String(file.dropFirst(root.count + 1)) : file
      if path.hasSuffix(".swift"), path.contains("/") {
        sources.append((path, String(decoding: data, as: UTF8.self)))
      } else {
        ambient.append((path, Checksum.sha256(of: data)))
      }
    }
    let table = SourceTable(sources: sources, ambient: ambient)
    try Data(swift(table, compiler: compiler).utf8).write(to: URL(filePath: output))
  }

  private static func swift(_ table: SourceTable, compiler: String) -> String {
    let quotes = "\"\"\""
    return """
      import Code

      extension CodeTable {
        /// The code of this program.
        static let program = CodeTable(text: #\(quotes)
      \(table.text)
      \(quotes)#, compiler: #"\(compiler.prefix { $0 != "\n" && $0 != "\"" })"#)
      }

      """
  }

  /// What the Swift compiler on the path says of itself, "unknown" if there is none.
  private static func compiler() -> String {
    let process = Process()
    let answer = Pipe()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["swiftc", "--version"]
    process.standardOutput = answer
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return "unknown" }
    let text = answer.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: text, as: UTF8.self)
  }
}
