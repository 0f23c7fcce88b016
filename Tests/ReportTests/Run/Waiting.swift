import Basics
import Foundation
import Testing

/// Waits until `isSo`, and records an issue that names `what` where that does not come.
///
/// It gives up once `process` has ended, which then can no longer bring it about, and else after so long that a busy machine is
/// not taken for a fault.
@discardableResult
func wait(
  for what: String, of process: Process? = nil, seconds: Double = 300,
  sourceLocation: SourceLocation = #_sourceLocation, until isSo: () throws -> Bool
) rethrows -> Bool {
  let start = ContinuousClock.now
  while true {
    // Asked first: the last thing that the process did may be what is waited for.
    let hasEnded = process.map { !$0.isRunning } ?? false
    if try isSo() { return true }
    let waited = (ContinuousClock.now - start).inSeconds
    guard !hasEnded, waited < seconds else {
      let reason = hasEnded ? "the program ended" : "\(seconds.formatted()) s passed"
      Issue.record("\(reason) before \(what)", sourceLocation: sourceLocation)
      return false
    }
    Thread.sleep(forTimeInterval: min(max(waited / 20, 0.001), 0.05))
  }
}

extension Process {
  /// The exit code, or the number of the signal that ended the process, once it has ended; it is killed where it does not end.
  @discardableResult
  func exitCode(within seconds: Double = 300, sourceLocation: SourceLocation = #_sourceLocation) -> Int32 {
    let name = executableURL?.lastPathComponent ?? "the program"
    if !wait(for: "'\(name)' ended", seconds: seconds, sourceLocation: sourceLocation, until: { !isRunning }) {
      kill(processIdentifier, SIGKILL)
    }
    waitUntilExit()
    return terminationStatus
  }
}
