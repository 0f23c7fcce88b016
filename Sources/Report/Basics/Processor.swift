import Foundation

/// Whether this processor can run the program, which on x86-64 is built for the level x86-64-v3.
package enum Processor {
  /// - Throws: `UserError` where instructions are missing, before the first of them would end the program.
  package static func check() throws {
    #if arch(x86_64) && os(Linux)
      guard let line = fact("flags") else { return }
      let flags = Set(line.split(separator: " "))
      let missing = ["avx2", "bmi2", "fma"].filter { !flags.contains(Substring($0)) }
      guard !missing.isEmpty else { return }
      throw UserError(
        "this processor lacks \(missing.joined(separator: ", ")); remove '-march=x86-64-v3' from Package.swift and build again"
      )
    #endif
  }

  /// How many cores there are for the program.
  package static let cores = ProcessInfo.processInfo.activeProcessorCount

  /// "AMD EPYC 7B13", or the architecture where the system does not tell.
  package static var name: String {
    if let name = fact("model name") { return String(name) }
    #if arch(x86_64)
      return "x86-64"
    #else
      return "arm64"
    #endif
  }

  /// What Linux says of the first processor, such as its "model name".
  private static func fact(_ name: String) -> Substring? {
    guard let text = FileManager.default.contents(atPath: "/proc/cpuinfo") else { return nil }
    let lines = String(decoding: text, as: UTF8.self).split(separator: "\n")
    return lines.first { $0.hasPrefix(name) }?.split(separator: ":").last?.drop { $0 == " " }
  }
}
