import Checksums
import Foundation

/// The name of a file that a process is writing, which proves that this program made it: its last part follows from the others.
struct TemporaryName {
  let process: pid_t
  let text: String

  /// A new name for this process.
  init() { self.init(process: getpid(), number: .random(in: 0 ... .max)) }

  init(process: pid_t, number: UInt32) {
    self.process = process
    let beginning = ".report-\(process)-\(number)"
    text = "\(beginning)-\(Self.proof(of: beginning))"
  }

  /// Nil for any other name.
  init?(_ name: String) {
    guard name.hasPrefix(".report-"), let parts = name.wholeMatch(of: /(\.report-([0-9]+)-[0-9]+)-([0-9a-f]+)/),
      let process = pid_t(parts.2),
      Self.proof(of: String(parts.1)) == parts.3
    else { return nil }
    (self.process, text) = (process, name)
  }

  private static func proof(of beginning: String) -> String {
    String(Checksum.md5(of: Data("a file that report is writing: \(beginning)".utf8)).prefix(16))
  }
}
