import Basics
import Foundation
import Synchronization

/// A request to stop by a person, a scheduler or the system. A file that grows beyond a limit is not such a request but an
/// error of writing.
///
/// A running job is asked to stop and may keep its state; after a while the program ends without it. No result is lost or
/// damaged either way.
package enum Interruption {
  /// Who may ask.
  package enum Master {
    /// SIGINT or SIGTERM; a second signal ends the patience.
    case person
    /// SIGUSR1 as well, before a limit of time. Schedulers say it several times, and wait before they end the program.
    case scheduler

    fileprivate var signals: [Int32] { self == .person ? [SIGINT, SIGTERM] : [SIGINT, SIGTERM, SIGUSR1] }
    /// Seconds that what runs has.
    fileprivate var patience: Double { self == .person ? 0.8 : 20 }
  }

  private static let signal = Atomic<Int32>(0)

  /// Whether the program was asked to stop.
  package static var isRequested: Bool { signal.load(ordering: .relaxed) != 0 }

  /// What a shell expects of a program that a signal stopped: 130 after SIGINT, 138 after SIGUSR1, 143 after SIGTERM.
  package static var exitCode: Int32 { 128 + signal.load(ordering: .relaxed) }

  /// Whether another run goes on from where this one was stopped.
  private static let keepsResults = Atomic(true)

  /// What is said when the program stops.
  fileprivate static var words: String {
    keepsResults.load(ordering: .relaxed)
      ? "stopped; what is finished is kept, and the same command goes on from here" : "stopped; nothing is kept"
  }

  /// Listens from now on.
  package static func listen(to master: Master = .person, keepingResults: Bool = true) {
    keepsResults.store(keepingResults, ordering: .relaxed)
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { return }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    let reading = ends[0]
    descriptor.store(ends[1], ordering: .relaxed)
    Thread {
      wait(for: reading, seconds: nil)
      let isPatient = master == .scheduler
      let start = ContinuousClock.now
      let patience = Duration.seconds(master.patience)
      // A person's second signal ends the patience.
      while ContinuousClock.now - start < patience {
        let isSecond = wait(for: reading, seconds: (patience - (ContinuousClock.now - start)).inSeconds)
        if isSecond, !isPatient { break }
      }
      RunningProcess.endAll()
      TemporaryFolder.removeAll()
      Interrupted().tell()
      _exit(exitCode)
    }.start()
    _ = Foundation.signal(SIGXFSZ, SIG_IGN)
    // Whoever started the program may have left them blocked.
    var heard = sigset_t()
    sigemptyset(&heard)
    for number in master.signals { sigaddset(&heard, number) }
    pthread_sigmask(SIG_UNBLOCK, &heard, nil)
    for number in master.signals {
      _ = Foundation.signal(number) { number in
        _ = Interruption.signal.compareExchange(expected: 0, desired: number, ordering: .relaxed)
        _ = write(Interruption.descriptor.load(ordering: .relaxed), "!", 1)
      }
    }
  }

  /// Waits for a signal to be noted and takes the note; false where none came in time.
  @discardableResult
  private static func wait(for descriptor: Int32, seconds: Double?) -> Bool {
    var polled = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    let milliseconds = seconds.map { Int32(max($0, 0) * 1000) + 1 } ?? -1
    while true {
      let count = poll(&polled, 1, milliseconds)
      if count < 0, errno == EINTR { continue }
      var byte: UInt8 = 0
      return count > 0 && read(descriptor, &byte, 1) == 1
    }
  }

  private static let descriptor = Atomic<Int32>(-1)
}

/// The build was stopped before its report was written.
package struct Interrupted: ExplainedError {

  package init() {}
  package var description: String { Interruption.words }

  package func tell() {
    StandardStreams.error("\n\(description)\n")
  }
}
