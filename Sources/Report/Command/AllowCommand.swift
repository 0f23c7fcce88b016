import ArgumentParser
import Basics
import Book
import Foundation
import Mathematics
import Programs

/// `report allow`: shows what the programs of the book do, and remembers that they may.
struct AllowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "allow", abstract: "Shows the programs that chapters name, and allows them to run on this machine.",
    discussion: """
      Permissions are remembered for this user by checksum: when a command or one of its files changes, you \
      are asked again. Nothing runs without permission.
      """)

  @OptionGroup var options: BookOptions

  @Flag(help: "Allow them without asking.")
  var yes = false

  @Flag(help: "Take the permission back.")
  var forget = false

  func run() throws {
    let (book, diagnostics) = try options.folder().diagnosed(typesetter: Typesetter())
    try Terminal.show(diagnostics)
    let requests = book.programRequests
    if requests.isEmpty {
      Terminal.print("no chapter names a program")
      return
    }
    if forget {
      try ProgramPermission.forget(requests)
      Terminal.print("forgotten: programs of this book run no more")
      return
    }
    let permission = ProgramPermission(allowsAll: false)
    let asked = requests.filter { !permission.allows($0) }
    if asked.isEmpty {
      Terminal.print("all programs of this book are allowed")
      return
    }
    let programs = Self.merged(asked)
    Terminal.print(programs.map(\.text).joined(separator: "\n\n"))
    guard yes || Self.confirm(programs.count) else {
      Terminal.print("nothing was allowed")
      throw ExitCode(1)
    }
    try ProgramPermission.remember(asked)
    Terminal.print("allowed on this machine")
  }

  /// Requests of one command and the same files as one, with all of their texts.
  static func merged(_ requests: [ProgramRequest]) -> [ProgramRequest] {
    requests.reduce(into: []) { merged, request in
      let index = merged.firstIndex {
        $0.command == request.command && $0.files == request.files && $0.version == request.version
      }
      guard let index else {
        merged.append(request)
        return
      }
      merged[index].texts += request.texts.filter { !merged[index].texts.contains($0) }
    }
  }

  private static func confirm(_ count: Int) -> Bool {
    let what = count == 1 ? "this program" : "these \(count) programs"
    Terminal.output("\nAllow \(what) to run on this machine? [y/N] ")
    fflush(nil)
    return ["y", "yes"].contains((readLine() ?? "").trimmed.lowercased())
  }
}

extension Book {
  /// What the programs of the chapters ask for, each once.
  var programRequests: [ProgramRequest] {
    var known: Set<ProgramRequest> = []
    return jobs.compactMap { $0.request.flatMap(ProgramRequest.init(parts:)) }.filter { known.insert($0).inserted }
  }
}
