import Basics
import Book
import Checksums
import Document
import Files
import Foundation
import Jobs
import Reading
import Render
import Results
import Source
import Store
import Syntax

/// What a build keeps of each chapter for the next: its part of the page, and which figures and files belong to it.
///
/// A chapter is taken from there where everything that it is made of is as it was: its words, what the book says to it, the
/// files that were read beside the chapters, all results, the options and the program. Of each chapter one is kept.
struct KeptChapters: Sendable {
  struct Item: Codable, Sendable {
    /// Stands for everything that the chapter is made of.
    var foundation: String
    var chapter: WrittenChapter
    var figures: [Manifest.Figure]
    /// The MD5 of the files of its figures, by path.
    var files: [String: String]
  }

  private let store: Store
  /// What stands for everything that a chapter is made of, by its id.
  private let foundations: [String: String]
  /// Where each chapter is kept.
  private let keys: [String: String]

  /// What a kept chapter depends on besides the book and its results.
  struct Circumstances: Sendable {
    /// Stands for its options, the program, and the files beside the chapters.
    fileprivate let lines: [String]
    fileprivate let place: String

    init(_ build: ReportBuild, of book: Book, sightings: Sightings, in store: Store) {
      let inputs = build.folder.inputs(in: sightings, besides: book.chapters).sorted { $0.key < $1.key }
      lines = [build.stampKey(in: store)] + inputs.map { "file \($0.key): \($0.value)" }
      let folder = FolderPath.real(build.folder.path) ?? build.folder.path
      place = "in '\(folder)' and \(build.folder.profile), for \(build.output)"
    }
  }

  /// Of a book with the outcomes of its jobs.
  init(of book: Book, outcomes: [String: Outcome], circumstances: Circumstances, in store: Store) {
    self.store = store
    let lines = circumstances.lines + [book.commonFoundation(outcomes)]
    let common = Checksum.sha256(of: lines.joined(separator: "\n"))
    func name(_ text: String) -> String { String(Checksum.sha256(of: text).prefix(32)) }
    foundations = Dictionary(book.chapters.map { ($0.id, name(common + book.ownFoundation(of: $0))) }) { $1 }
    keys = Dictionary(
      book.chapters.map { ($0.id, name("chapter '\($0.id)' \(circumstances.place)")) }
    ) { $1 }
  }

  /// The chapters that need not be made, by id: those whose files are there too.
  func items(in output: OwnedFolder) -> [String: Item] {
    let items = foundations.sorted { $0.key < $1.key }.concurrentMap { id, foundation -> (String, Item)? in
      guard let key = keys[id], let data = store.result(for: key, in: .builds), let item = Item(encoded: data),
        item.foundation == foundation, output.has(item.files)
      else { return nil }
      return (id, item)
    }
    return Dictionary(items.compactMap(\.self)) { $1 }
  }

  /// Keeps chapters that were written; `checksums` are those of all files of the report.
  func keep(_ written: [String: WrittenChapter], of document: Document, checksums: [String: String]) {
    for chapter in document.chapters {
      guard let part = written[chapter.id], let key = keys[chapter.id], let foundation = foundations[chapter.id] else {
        continue
      }
      let paths = Set(chapter.figures.flatMap(\.files).map(\.path))
      let item = Item(
        foundation: foundation, chapter: part, figures: chapter.figures.map(Manifest.Figure.init),
        files: checksums.filter { paths.contains($0.key) })
      store.keep {
        let entry = StoreEntry(header: .init(title: "chapter '\(chapter.id)' of a page"), result: try item.encoded())
        try store.insert(entry, for: key, in: .builds)
      }
    }
  }
}

/// As JSON with the HTML behind it, which is long and would be read sign by sign in there.
extension KeptChapters.Item {
  fileprivate func encoded() throws -> Data {
    var item = self
    item.chapter.part.html = ""
    return PackedParts.joined([try ResultCoder.encode(item), Data(chapter.part.html.utf8)])
  }

  fileprivate init?(encoded: Data) {
    guard let parts = PackedParts.split(encoded), parts.count == 2,
      var item = try? ResultCoder.decode(Self.self, from: parts[0])
    else { return nil }
    item.chapter.part.html = String(decoding: parts[1], as: UTF8.self)
    self = item
  }
}
