import Foundation
import Synchronization

/// The wish of a person, of a scheduler or of the system that the program stop. A file that grows beyond a limit is no such
/// wish but an error of writing.
///
/// What runs is asked to stop and may keep its state; what does not listen is left after a while. No result is lost or
/// damaged either way.
enum Interruption {
  /// Who may wish it.
  enum Master {
    /// SIGINT or SIGTERM; a second signal ends the program at once.
    case person
    /// SIGUSR1 as well, before a limit of time. Schedulers say it several times, and wait before they end the program.
    case scheduler

    fileprivate var signals: [Int32] { self == .person ? [SIGINT, SIGTERM] : [SIGINT, SIGTERM, SIGUSR1] }
    /// Seconds that what runs has.
    fileprivate var patience: Double { self == .person ? 0.8 : 20 }
  }

  private static let signal = Atomic<Int32>(0)
  private static let pipe = Pipe()

  /// Whether the program was asked to stop.
  static var isRequested: Bool { signal.load(ordering: .relaxed) != 0 }

  /// What a shell expects of a program that a signal stopped: 130 after SIGINT, 138 after SIGUSR1, 143 after SIGTERM.
  static var exitCode: Int32 { 128 + signal.load(ordering: .relaxed) }

  /// Listens from now on.
  static func listen(to master: Master = .person) {
    let (reading, writing) = (pipe.fileHandleForReading, pipe.fileHandleForWriting)
    descriptor.store(writing.fileDescriptor, ordering: .relaxed)
    Thread {
      _ = try? reading.read(upToCount: 1)
      Thread.sleep(forTimeInterval: master.patience)
      Interrupted().tell()
      _exit(exitCode)
    }.start()
    _ = Foundation.signal(SIGXFSZ, SIG_IGN)
    // Whoever started the program may have left them blocked.
    var heard = sigset_t()
    sigemptyset(&heard)
    for number in master.signals { sigaddset(&heard, number) }
    pthread_sigmask(SIG_UNBLOCK, &heard, nil)
    isPatient.store(master == .scheduler, ordering: .relaxed)
    for number in master.signals {
      _ = Foundation.signal(number) { number in
        let isFirst = Interruption.signal.compareExchange(expected: 0, desired: number, ordering: .relaxed).exchanged
        if !isFirst, !Interruption.isPatient.load(ordering: .relaxed) { _exit(128 + number) }
        _ = write(Interruption.descriptor.load(ordering: .relaxed), "!", 1)
      }
    }
  }

  private static let descriptor = Atomic<Int32>(-1)
  private static let isPatient = Atomic(false)
}

/// The build was stopped before its report was written.
struct Interrupted: Error {
  func tell() {
    FileHandle.standardError.write(
      Data("\nstopped; what is finished is kept, and the same command goes on from here\n".utf8))
  }
}
