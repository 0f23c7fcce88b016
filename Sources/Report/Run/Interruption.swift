import Foundation
import Synchronization

/// The wish of a person or of the system that the program stop: SIGINT or SIGTERM. A file that grows beyond a limit is no
/// such wish but an error of writing.
///
/// What runs is asked to stop and may keep its state; what does not listen is left after 0.8 seconds. A second signal ends
/// the program at once. No result is lost or damaged either way.
enum Interruption {
  private static let signal = Atomic<Int32>(0)
  private static let pipe = Pipe()

  /// Whether the program was asked to stop.
  static var isRequested: Bool { signal.load(ordering: .relaxed) != 0 }

  /// What a shell expects of a program that a signal stopped: 130 after SIGINT, 143 after SIGTERM.
  static var exitCode: Int32 { 128 + signal.load(ordering: .relaxed) }

  /// Listens from now on.
  static func listen() {
    let (reading, writing) = (pipe.fileHandleForReading, pipe.fileHandleForWriting)
    descriptor.store(writing.fileDescriptor, ordering: .relaxed)
    Thread {
      _ = try? reading.read(upToCount: 1)
      Thread.sleep(forTimeInterval: 0.8)
      Interrupted().tell()
      _exit(exitCode)
    }.start()
    _ = Foundation.signal(SIGXFSZ, SIG_IGN)
    // Whoever started the program may have left them blocked.
    var heard = sigset_t()
    sigemptyset(&heard)
    for number in [SIGINT, SIGTERM] { sigaddset(&heard, number) }
    pthread_sigmask(SIG_UNBLOCK, &heard, nil)
    for number in [SIGINT, SIGTERM] {
      _ = Foundation.signal(number) { number in
        if Interruption.signal.exchange(number, ordering: .relaxed) != 0 { _exit(128 + number) }
        _ = write(Interruption.descriptor.load(ordering: .relaxed), "!", 1)
      }
    }
  }

  private static let descriptor = Atomic<Int32>(-1)
}

/// The build was stopped before its report was written.
struct Interrupted: Error {
  func tell() {
    FileHandle.standardError.write(
      Data("\nstopped; what is finished is kept, and the same command goes on from here\n".utf8))
  }
}
