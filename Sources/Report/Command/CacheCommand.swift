import ArgumentParser
import Basics
import Book
import Build
import Files
import Foundation
import Jobs
import Mathematics
import Reading
import Source
import Store

/// `report cache`: what is stored, how much of it no chapter needs, and taking it from one machine to another.
struct CacheCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cache", abstract: "Shows, prunes, exports and imports stored results.",
    subcommands: [Status.self, Prune.self, Export.self, Import.self], defaultSubcommand: Status.self)

  /// The store, and what the chapters need of it.
  struct Options: ParsableArguments {
    @OptionGroup var book: BookOptions

    @OptionGroup var storage: CacheOptions

    var store: Store { storage.store(of: book) }

    /// The keys of the results that the chapters need in one size.
    func needed(_ profile: Profile, in store: Store) throws -> Set<String> {
      var folder = try book.folder()
      folder.profile = profile
      let jobs = try folder.read(typesetter: Typesetter(store: store)).jobs
      if let job = jobs.first(where: { $0.refusal != nil && $0.surroundings != nil }) {
        throw UnknownKey(title: job.title)
      }
      return Set(jobs.map(store.key(of:)))
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
          line += "; these chapters do not need \(CacheCommand.size(of: files.filter { !needed.contains($0.key) }))"
        }
        Terminal.print(line)
      }
    }
  }

  struct Prune: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract:
        "Deletes the results that these chapters used and no longer need in any profile, and old drawings, formulas and prints.",
      discussion: "Results that the chapters of another folder use are kept, and so are those of unknown origin.")

    @OptionGroup var options: Options

    @Option(help: "Delete cheap cache entries older than this many days.")
    var days = 7

    @Flag(help: "Delete all results that these chapters do not need, including those that others use.")
    var all = false

    func validate() throws {
      guard days >= 0 else { throw ValidationError("--days takes a number of at least 0, not \(days)") }
    }

    func run() throws {
      let store = options.store
      try store.requireStore()
      let needed = try options.needed(in: store)
      let (own, others) = (store.uses(of: options.book.chapters), store.uses(except: options.book.chapters))
      let removed = try store.prune(lightSince: Date(timeIntervalSinceNow: -Double(days) * 86_400)) { key in
        needed.contains(key) || !all && (others.contains(key) || !own.contains(key))
      }
      try store.updateUses(of: options.book.chapters) { $0.intersection(needed) }
      Terminal.print("removed \(CacheCommand.size(of: removed))")
    }
  }

  struct Export: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract:
        "Copies the results that the report needs into a folder, so that a reviewer can build without computing.")

    @OptionGroup var options: Options

    @ArgumentParser.Argument(help: "The folder to copy them into.")
    var folder: String

    @Flag(help: "Leave out weights, and curves that no figure draws; the rest is enough for the report.")
    var digests = false

    func run() throws {
      let store = options.store
      let book = try options.book.folder().read(typesetter: Typesetter(store: store))
      let needed = Set(book.jobs.map(store.key(of:)))
      let missing = needed.filter { store.entry(for: $0).entry == nil }
      let target = Store(folder: URL(filePath: folder), code: .program, isCache: false)
      try target.admit()
      if digests {
        try store.copyDigests(of: book, to: target)
      } else {
        _ = try store.copy(needed, in: .results, to: target)
      }
      Terminal.print("exported \(Words.count(needed.count - missing.count, "result")) to '\(folder)'")
      if !missing.isEmpty {
        throw UserError(
          "\(Words.count(missing.count, "result")) not computed yet; run 'report build', then export again")
      }
    }
  }

  struct Import: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Copies exported results into the cache.")

    @OptionGroup var storage: CacheOptions

    @ArgumentParser.Argument(help: "An exported folder, or a tar archive of its content.")
    var folder: String

    func run() throws {
      let target = storage.store()
      try target.admit()
      let taken: StoreArchive.Taken
      do {
        taken = try StoreArchive(path: folder, code: .program).copy(to: target) { Terminal.warn($0) }
      } catch let problem as ArchiveProblem {
        throw UserError("cannot import '\(folder)': \(problem)")
      }
      guard taken.found > 0 else {
        throw UserError(
          "'\(folder)' holds no results; name a folder or an archive that 'report cache export' wrote")
      }
      Terminal.print("imported \(Words.count(taken.copied, "result")) of \(taken.found)")
    }
  }

  /// "12 entries, 3.4 MB".
  private static func size(of files: [Store.File]) -> String {
    let bytes = Int64(files.reduce(0) { $0 + $1.bytes })
    let entries = files.count == 1 ? "1 entry" : "\(files.count) entries"
    return bytes == 0 ? entries : "\(entries), \(bytes.formatted(.byteCount(style: .file)))"
  }
}

/// A result whose key only a command can tell that may not run.
private struct UnknownKey: ExplainedError {
  let title: String

  var description: String {
    "which results '\(title)' needs is known only once its program may run; allow it with 'report allow'"
  }
}

extension Date {
  /// "2026-11-24".
  var day: String { formatted(.iso8601.year().month().day()) }
}
