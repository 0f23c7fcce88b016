import Basics
import Book
import Dispatch
import Files
import Foundation
import Jobs
import Mathematics
import Reading
import Results
import Source
import Store
import Synchronization
import Syntax

/// Reads the book beside the server, which goes on answering meanwhile: whole on one queue, single chapters on another.
final class BookWorker: Sendable {
  /// The book as a whole, with the versions of the open documents that were read.
  struct Whole: Sendable {
    var read: BookFolder.Read
    var versions: [String: Int]
    /// The path by which the book knows a file, by key.
    var chapters: [String: String]
    var diagnostics: [String: [Diagnostic]]
    var symbols: [String: ChapterSymbols]
    /// Every label in the order of the alphabet, so that completion need not sort them.
    var labels: [Label]

    struct Label: Sendable {
      var label: String
      var lowered: String
      /// "Figure 1.2".
      var title: String
      /// The path of its chapter.
      var chapter: String
    }
  }

  /// One chapter by itself.
  struct Part: Sendable {
    var key: String
    var version: Int
    var diagnostics: [Diagnostic]
  }

  enum News: Sendable {
    case whole(Whole)
    case part(Part)
    case results(Results)
    /// Why the book could not be read.
    case failed(String)
  }

  private let wholeQueue = DispatchQueue(label: "book")
  private let partQueue = DispatchQueue(label: "chapter")
  private let post: @Sendable (News) -> Void
  private let store: Store
  /// Used on the queue of the whole book alone.
  private nonisolated(unsafe) let folder: BookFolder
  private nonisolated(unsafe) let typesetter = Typesetter()
  private nonisolated(unsafe) var known: KnownResults?
  private nonisolated(unsafe) var watch: FileWatch
  /// Used on the queue of single chapters alone.
  private nonisolated(unsafe) let partFolder: BookFolder
  private nonisolated(unsafe) let partTypesetter = Typesetter()
  /// Counts what was asked for, so that only the last is done.
  private let wholeCount = Atomic(0)
  private let partVersions = Mutex<[String: Int]>([:])
  private let pending = Atomic(0)

  /// How many seconds nothing must be typed before the whole book is read again.
  static let pause = 0.25

  init(folder: BookFolder, store: Store, post: @escaping @Sendable (News) -> Void) {
    self.folder = folder
    watch = FileWatch(folder)
    self.store = store
    self.post = post
    partFolder = BookFolder(
      path: folder.path, profile: folder.profile, overrides: folder.overrides, severities: folder.severities,
      programs: folder.programs)
  }

  /// What changes as results are added to the store.
  var stateOfResults: FileState? { FileState(of: store.folder.appending(path: "results").path) }

  /// Whether nothing is being done, nor will be.
  var isIdle: Bool { pending.load(ordering: .acquiring) == 0 }

  /// Reads the whole book once nothing else was asked for during `pause`.
  func readWhole(unsaved: [String: String], versions: [String: Int], pause: Double = BookWorker.pause) {
    let number = wholeCount.add(1, ordering: .relaxed).newValue
    begin()
    wholeQueue.asyncAfter(deadline: .now() + pause) { [self] in
      defer { end() }
      guard wholeCount.load(ordering: .relaxed) == number else { return }
      post(whole(unsaved: unsaved, versions: versions))
    }
  }

  /// Reads the whole book again if another program changed one of its files.
  func look(unsaved: [String: String], versions: [String: Int]) {
    begin()
    wholeQueue.async { [self] in
      defer { end() }
      if watch.hasChanged { post(whole(unsaved: unsaved, versions: versions)) }
    }
  }

  private func whole(unsaved: [String: String], versions: [String: Int]) -> News {
    var folder = folder
    let sightings = Sightings()
    (folder.unsaved, folder.sightings) = (UnsavedFiles(unsaved), sightings)
    watch.look()
    do {
      let read = try folder.reading(typesetter: typesetter)
      watch.add(sightings.all.keys)
      var diagnostics: [String: [Diagnostic]] = [:]
      var keys: [String: String] = [:]
      func key(of path: String) -> String {
        if let known = keys[path] { return known }
        let key = FileAddress.key(of: path)
        keys[path] = key
        return key
      }
      for diagnostic in DiagnosticPrinter.sorted(read.diagnostics) {
        diagnostics[key(of: diagnostic.file.path), default: []].append(diagnostic)
      }
      let chapters = read.surroundings.chapters
      let symbols = chapters.concurrentMap { ChapterSymbols($0) }
      let labels = read.surroundings.labels.map { label, known in
        Whole.Label(label: label, lowered: label.lowercased(), title: known.title, chapter: known.chapter)
      }
      return .whole(
        Whole(
          read: read, versions: versions,
          chapters: Dictionary(chapters.map { (key(of: $0.file.path), $0.file.path) }) { $1 },
          diagnostics: diagnostics, symbols: Dictionary(zip(chapters.map { key(of: $0.file.path) }, symbols)) { $1 },
          labels: labels.sorted { $0.label < $1.label }))
    } catch { return .failed(ErrorText.of(error)) }
  }

  /// Reads one chapter by itself, unless another version of it was asked for meanwhile.
  func readPart(_ path: String, key: String, version: Int, unsaved: [String: String], beside rest: Surroundings) {
    partVersions.withLock { $0[key] = version }
    begin()
    partQueue.async { [self] in
      defer { end() }
      guard partVersions.withLock({ $0[key] }) == version else { return }
      var folder = partFolder
      folder.project = self.folder.root
      folder.unsaved = UnsavedFiles(unsaved)
      guard let read = try? folder.read(path, beside: rest, typesetter: partTypesetter) else { return }
      let own = read.diagnostics.filter { $0.file.path == path }
      post(.part(Part(key: key, version: version, diagnostics: DiagnosticPrinter.sorted(own))))
    }
  }

  /// Looks for the results of a book in the store; nothing is computed that takes a run.
  func collectResults(of book: Book) {
    begin()
    wholeQueue.async { [self] in
      defer { end() }
      let known = self.known ?? KnownResults(of: folder.path, folder.profile, in: store)
      self.known = known
      let runner = Runner(store: store, workers: 1, progress: Silence(), known: known, looksBack: false)
      post(.results(Results(of: book.directives, outcomes: runner.collect(book.jobs))))
    }
  }

  private func begin() { pending.add(1, ordering: .acquiringAndReleasing) }
  private func end() { pending.subtract(1, ordering: .acquiringAndReleasing) }

  /// Says nothing.
  private struct Silence: ProgressReporter {
    func report(_ event: BuildEvent) {}
  }
}
