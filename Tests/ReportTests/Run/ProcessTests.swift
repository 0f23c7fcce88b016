import Foundation
import Testing

@testable import Report

/// The program as a person starts it.
@Suite("The program, killed and started together", .timeLimit(.minutes(2)))
struct ProcessTests {
  private static let program = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().appending(
    path: "report")

  private func start(_ book: SmallBook, _ arguments: [String]) throws -> Process {
    let process = Process()
    process.executableURL = Self.program
    process.currentDirectoryURL = book.folder
    process.arguments = arguments
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    return process
  }

  @Test func `a build killed at any moment is completed by the next, with the same result`() throws {
    let book = try SmallBook()
    let whole = try start(
      book, ["--format", "html", "--profile", "full", "--output", "whole", "--cache", "cache-whole"])
    whole.waitUntilExit()
    #expect(whole.terminationStatus == 0)
    for milliseconds in [20, 60, 120, 200, 300] {
      let killed = try start(book, ["--format", "html", "--profile", "full"])
      Thread.sleep(forTimeInterval: Double(milliseconds) / 1000)
      kill(killed.processIdentifier, SIGKILL)
      killed.waitUntilExit()
    }
    let last = try start(book, ["--format", "html", "--profile", "full"])
    last.waitUntilExit()
    #expect(last.terminationStatus == 0)
    #expect(try book.contents(of: "output") == book.contents(of: "whole"))
  }

  @Test func `builds started together do not disturb each other`() throws {
    let book = try SmallBook()
    let builds = try (1...4).map { try start(book, ["--format", "html", "--output", "output-\($0)"]) }
    for build in builds {
      build.waitUntilExit()
      #expect(build.terminationStatus == 0)
    }
    let first = try book.contents(of: "output-1")
    for number in 2...4 { #expect(try book.contents(of: "output-\(number)") == first) }
  }

  private static let exits: [(arguments: [String], code: Int32)] = [
    (["--nonsense"], 2), (["--jobs", "0"], 2), (["--profile", "huge"], 2), (["--format", "doc"], 2),
    (["--chapters", "nowhere"], 1),
    (["list", "linear-rnn"], 0), (["check"], 0), (["list", "no-such-thing"], 2),
    (["export", "tiny", "--profile", "quick"], 0), (["export", "tinny"], 2), (["export", "tiny", "--only", "all"], 2),
    (["export", "tiny", "--jobs", "0"], 2),
  ]

  @Test func `tells by its exit code how it went`() throws {
    let book = try SmallBook()
    for exit in Self.exits {
      let process = try start(book, exit.arguments)
      process.waitUntilExit()
      #expect(process.terminationStatus == exit.code, "\(exit.arguments)")
    }
  }
}
