import ArgumentParser
import Basics
import Book
import Build
import Code
import Files
import Foundation
import Jobs
import Mathematics
import Source
import Store

@main
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report", abstract: "Runs the experiments that chapters describe and writes the report.",
    subcommands: [
      AllowCommand.self, BuildCommand.self, CacheCommand.self, CheckCommand.self, DiffCommand.self, ExportCommand.self,
      FormatCommand.self, GalleryCommand.self, LanguageServerCommand.self, ListCommand.self, ManualCommand.self,
      NewCommand.self, PreviewCommand.self, RenderCommand.self, SweepCommand.self, VerifyCommand.self, WhyCommand.self,
    ], defaultSubcommand: BuildCommand.self)

  /// Exit codes: 0 done, 1 errors in chapters or a failed run, 2 usage, 3 a failed claim under `--strict`, and as shells
  /// have it 130, 138 and 143 after SIGINT, SIGUSR1 and SIGTERM.
  static func main() {
    do {
      try ResourceLimits.prepare()
      let arguments = Array(CommandLine.arguments.dropFirst())
      // The parser takes as long as reading the table, which every build needs.
      let table = arguments.first == "build" ? Beside { CodeTable.program } : nil
      defer { withExtendedLifetime(table) {} }
      var command = try command(of: arguments)
      try command.run()
    } catch {
      exit(withError: ExitCode(ended(by: error)))
    }
  }

  /// The command that some arguments call.
  ///
  /// One that is named first is parsed by itself, since on the way down from this one the options of all that it passes are
  /// checked again and again. What cannot be parsed so goes that way, to be answered in its place among the others.
  static func command(of arguments: [String]) throws -> ParsableCommand {
    let named = configuration.subcommands.first {
      $0.configuration.commandName == arguments.first && $0.configuration.subcommands.isEmpty
    }
    if let named, let command = try? named.parseAsRoot(Array(arguments.dropFirst())) { return command }
    return try parseAsRoot(arguments)
  }

  /// Says what ended the program, in words for a person, and returns the exit code.
  static func ended(by error: any Error) -> Int32 {
    switch error {
    case let code as ExitCode: return code.rawValue
    case let stop as Interrupted:
      stop.tell()
      return Interruption.exitCode
    case let diagnostic as Diagnostic:
      Terminal.write(Terminal.text(of: [diagnostic]))
      return 1
    case let problem as ChapterErrors:
      Terminal.write(Terminal.text(of: problem.diagnostics))
      return 1
    case let problem as UserError:
      Terminal.complain(problem.description)
      return problem.isUsage ? 2 : 1
    case let problem as any ExplainedError:
      Terminal.complain(problem.description)
      return 1
    default: break
    }
    let code = exitCode(for: error)
    if code.isSuccess {
      Terminal.print(fullMessage(for: error))
    } else if code == .validationFailure {
      Terminal.tell(fullMessage(for: error))
    } else {
      Terminal.complain(ErrorText.of(error))
    }
    return code.isSuccess ? 0 : code == .validationFailure ? 2 : 1
  }
}

/// What every command that runs jobs is told.
///
/// It has no group of options in it: the parser checks those of a group within a group sixteen times.
struct RunningOptions: ParsableArguments, StoringOptions {
  @Option(help: CacheOptions.help) var cache: String?

  @Option(help: "How many jobs to run at the same time.")
  var jobs = Processor.cores

  func validate() throws {
    guard (1...1024).contains(jobs) else { throw ValidationError("--jobs takes a number from 1 to 1024, not \(jobs)") }
  }

  /// Reads a book to run some of its jobs, which a signal may stop; throws exit code 1 where the chapters have errors.
  func open(_ options: BookOptions) throws -> (book: Book, runner: Runner) {
    try Processor.check()
    Interruption.listen()
    let progress = ProgressLine.standard(workers: jobs)
    let store = store(of: options) { progress.warn($0) }
    try store.admit()
    let book = try options.folder().read(typesetter: Typesetter(store: store))
    return (book, Runner(store: store, workers: jobs, progress: progress))
  }
}
