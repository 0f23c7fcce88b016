import Basics
import Foundation

/// What the system lets this process use, as a shell's `ulimit` or a scheduler sets it.
package enum ResourceLimits {
  /// The fewest files open at a time with which the program works.
  private static let fewestFiles = 20
  /// The least address space: the program with its libraries, and the arrays of a small book.
  private static let leastMemory = 250 << 20
  /// Files that the program has open beside those of its workers, and those of each worker.
  private static let (ownFiles, workerFiles) = (16, 4)
  /// So many files are enough for anything.
  private static let plentyOfFiles = 4096

  /// Raises the limit of open files as far as it may be, and looks at what is left.
  ///
  /// - Throws: `ResourceProblem` where it is too little to do anything.
  package static func prepare() throws {
    var files = rlimit()
    if getrlimit(filesLimit, &files) == 0, files.rlim_cur < plentyOfFiles, files.rlim_cur < files.rlim_max {
      files.rlim_cur = min(files.rlim_max, rlim_t(plentyOfFiles))
      setrlimit(filesLimit, &files)
    }
    if mostFiles < fewestFiles {
      throw ResourceProblem(
        description:
          "only \(mostFiles) files may be open at a time, and report needs \(fewestFiles); raise the limit, as with: "
          + "ulimit -n 256")
    }
    guard let memory else { return }
    if memory < leastMemory {
      throw ResourceProblem(
        description:
          "only \(memory >> 20) MB of address space are allowed, and report needs \(leastMemory >> 20); raise the "
          + "limit, as with: ulimit -v 4000000")
    }
    explainLackOfMemory()
  }

  /// As many workers as there are files for, at least one.
  package static func workers(_ wanted: Int) -> Int { min(wanted, max(1, (mostFiles - ownFiles) / workerFiles)) }

  /// How many files may be open.
  package static var mostFiles: Int {
    var limit = rlimit()
    return getrlimit(filesLimit, &limit) == 0 ? Int(clamping: limit.rlim_cur) : plentyOfFiles
  }

  /// The bytes of address space; nil where they are not limited.
  private static var memory: Int? {
    var limit = rlimit()
    guard getrlimit(memoryLimit, &limit) == 0 else { return nil }
    let bytes = Int(clamping: limit.rlim_cur)
    return bytes > 1 << 50 ? nil : bytes
  }

  /// Where memory ends the program dies by a signal; under a limit it says so first.
  private static func explainLackOfMemory() {
    for number in [SIGABRT, SIGILL, SIGTRAP, SIGSEGV, SIGBUS] {
      _ = signal(number) { _ in
        let text: StaticString =
          "\nerror: the limit of memory is reached; what is finished is kept; raise the limit, as with: ulimit -v unlimited\n"
        _ = write(STDERR_FILENO, text.utf8Start, text.utf8CodeUnitCount)
        _exit(1)
      }
    }
  }

  #if os(Linux)
    private static let (filesLimit, memoryLimit) = (
      __rlimit_resource_t(RLIMIT_NOFILE.rawValue), __rlimit_resource_t(RLIMIT_AS.rawValue)
    )
  #else
    private static let (filesLimit, memoryLimit) = (RLIMIT_NOFILE, RLIMIT_AS)
  #endif
}

/// A limit of the system that is too low.
struct ResourceProblem: ExplainedError {
  let description: String
}
