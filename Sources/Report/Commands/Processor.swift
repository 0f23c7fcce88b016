import ArgumentParser
import Foundation

/// Whether this processor can run the program, which on x86-64 is built for the level x86-64-v3.
enum Processor {
  /// Throws exit code 1 with a message where instructions are missing, rather than crash on the first of them.
  static func check() throws {
    #if arch(x86_64) && os(Linux)
      guard let text = try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8),
        let line = text.split(separator: "\n").first(where: { $0.hasPrefix("flags") })
      else { return }
      let flags = Set(line.split(separator: " "))
      let missing = ["avx2", "bmi2", "fma"].filter { !flags.contains(Substring($0)) }
      guard !missing.isEmpty else { return }
      Terminal.complain(
        "this processor lacks \(missing.joined(separator: ", ")); remove '-march=x86-64-v3' from Package.swift and build again"
      )
      throw ExitCode(1)
    #endif
  }
}
