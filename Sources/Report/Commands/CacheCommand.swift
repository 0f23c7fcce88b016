import ArgumentParser
import Foundation

/// `report cache`: what is stored, how much of it no chapter needs, and taking it from one machine to another.
struct CacheCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cache", abstract: "Shows, prunes, exports and imports what is stored from build to build.",
    subcommands: [Status.self, Prune.self, Export.self, Import.self], defaultSubcommand: Status.self)

  /// The store, and what the chapters need of it.
  struct Options: ParsableArguments {
    @OptionGroup var book: BookOptions

    @Option(help: "The folder in which results are kept from build to build.")
    var cache = ".report-cache"

    var store: Store { Store(folder: URL(filePath: cache)) { Terminal.warn($0) } }

    /// The keys of the results that the chapters need in one size.
    func needed(_ profile: Profile, in store: Store) throws -> Set<String> {
      var folder = try book.folder()
      folder.profile = profile
      return Set(try folder.read(typesetter: Typesetter(store: store)).jobs.map(store.key(of:)))
    }

    /// The same for every size.
    func needed(in store: Store) throws -> Set<String> {
      try Profile.allCases.reduce(into: []) { $0.formUnion(try needed($1, in: store)) }
    }
  }

  struct Status: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Shows how much is stored and how old it is.")

    @OptionGroup var options: Options

    func run() throws {
      let store = options.store
      let needed = try options.needed(in: store)
      for shelf in Store.Shelf.allCases {
        let files = store.files(in: shelf)
        var line = shelf.rawValue.padding(toLength: 13, withPad: " ", startingAt: 0) + CacheCommand.size(of: files)
        if let oldest = files.map(\.date).min(), let newest = files.map(\.date).max() {
          line += ", from \(oldest.day) to \(newest.day)"
        }
        if shelf == .results {
          line += "; no chapter needs \(CacheCommand.size(of: files.filter { !needed.contains($0.key) }))"
        }
        print(line)
      }
    }
  }

  struct Prune: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract:
        "Removes the results that no chapter needs in any profile, and drawings, formulae and papers that are old.")

    @OptionGroup var options: Options

    @Option(help: "Days after which what is soon made again goes.")
    var days = 7

    func run() throws {
      let store = options.store
      let removed = try store.prune(
        keeping: options.needed(in: store), lightSince: Date(timeIntervalSinceNow: -Double(days) * 86_400))
      print("removed \(CacheCommand.size(of: removed))")
    }
  }

  struct Export: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Copies the results that the report needs into a folder, for a reviewer to build without computing.")

    @OptionGroup var options: Options

    @ArgumentParser.Argument(help: "The folder that gets them.")
    var folder: String

    func run() throws {
      let store = options.store
      let needed = try options.needed(options.book.profile, in: store)
      let missing = needed.filter { store.entry(for: $0).entry == nil }
      _ = try store.copy(needed, in: .results, to: Store(folder: URL(filePath: folder)))
      print("exported \(Words.count(needed.count - missing.count, "result")) to '\(folder)'")
      if !missing.isEmpty {
        Terminal.complain(
          "\(Words.count(missing.count, "result")) not computed yet; run 'report build' and export again")
        throw ExitCode(1)
      }
    }
  }

  struct Import: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Takes over results that were exported elsewhere.")

    @Option(help: "The folder in which results are kept from build to build.")
    var cache = ".report-cache"

    @ArgumentParser.Argument(help: "The folder that was exported.")
    var folder: String

    func run() throws {
      let source = Store(folder: URL(filePath: folder)) { Terminal.warn($0) }
      let files = source.files(in: .results)
      guard !files.isEmpty else {
        Terminal.complain("there are no results in '\(folder)'; name a folder that 'report cache export' wrote")
        throw ExitCode(1)
      }
      for file in files where source.entry(for: file.key).entry == nil {
        Terminal.warn("'\(file.key)' is damaged and is left out")
      }
      let count = try source.copy(Set(files.map(\.key)), in: .results, to: Store(folder: URL(filePath: cache)))
      print("imported \(Words.count(count, "result")) of \(files.count)")
    }
  }

  /// "12 entries, 3.4 MB".
  private static func size(of files: [Store.File]) -> String {
    let bytes = Int64(files.reduce(0) { $0 + $1.bytes })
    let entries = files.count == 1 ? "1 entry" : "\(files.count) entries"
    return bytes == 0 ? entries : "\(entries), \(bytes.formatted(.byteCount(style: .file)))"
  }
}

extension Date {
  /// "2026-11-24".
  var day: String { formatted(.iso8601.year().month().day()) }
}
