import Basics
import Checksums
import Files
import Foundation
import Results
import Source
import Store
import Synchronization

/// What the last build of a book found out of stored results, so that the next need not read them all: which of them were
/// read and are whole, and what a report says of each.
///
/// All of it follows from the results and the code, and without it a build finds out the same again. A result whose file has
/// another size or time than when it was read is read again.
package final class KnownResults: Sendable {
  private struct Item {
    var state: FileState
    var seconds: Double
    /// The encoded `RunSummary` of an earlier build, empty where none was asked for.
    var summary = Data()
    /// What this build made in its place.
    var decoded: RunSummary?

    /// The summary as it is kept for the next build.
    var kept: Data { summary.isEmpty ? (try? decoded?.encoded()) ?? Data() : summary }

    mutating func take(_ made: RunSummary) { (summary, decoded) = (Data(), made) }
  }

  private struct Contents {
    var known: [String: Item] = [:]
    /// What this build asked for, all that the next is told.
    var asked: [String: Item] = [:]
    var isChanged = false
  }

  private let store: Store
  private let key: String
  private let contents = Mutex(Contents())
  /// Summaries of earlier builds as they were decoded, beside their bytes.
  private let decoded = Mutex<[String: (data: Data, summary: RunSummary)]>([:])

  /// Of the book in the folder at `path`, in one size.
  package init(of path: String, _ profile: Profile, in store: Store) {
    self.store = store
    let place = FolderPath.real(path) ?? path
    key = store.key(of: "known results of '\(place)' in \(profile)", by: CodeNeed(of: KnownResults.self))
    switch store.entry(for: key, in: .builds) {
    case .found(let entry): take(entry.result)
    case .missing: break
    case .damaged(let path):
      store.warn("what is known of stored results cannot be read and is found again (\(path))")
    }
  }

  /// How long a result took to compute, where its file was read before and has not changed since.
  func secondsOfWhole(_ key: String) -> Double? {
    guard let state = FileState(of: store.path(for: key)) else { return nil }
    return contents.withLock { contents in
      guard let item = contents.known[key], item.state == state else { return nil }
      contents.asked[key] = item
      return item.seconds
    }
  }

  /// Notes that the file of a result was read, or written, and is whole, and what a report says of it where that is known.
  func note(whole key: String, seconds: Double, _ summary: RunSummary?) {
    guard let state = FileState(of: store.path(for: key)) else { return }
    contents.withLock { contents in
      let before = summary == nil ? contents.known[key]?.summary : nil
      let item = Item(state: state, seconds: seconds, summary: before ?? Data(), decoded: summary)
      contents.known[key] = item
      contents.asked[key] = item
      contents.isChanged = true
    }
  }

  /// What a report says about a run; taken from `make` where it is not remembered.
  func summary(of key: String, make: () throws -> RunSummary) rethrows -> RunSummary {
    let item = contents.withLock { $0.asked[key] }
    if let decoded = item?.decoded { return decoded }
    if let data = item?.summary, !data.isEmpty {
      if let known = decoded.withLock({ $0[key] }), known.data == data { return known.summary }
      if let summary = RunSummary(encoded: data) {
        decoded.withLock { $0[key] = (data, summary) }
        return summary
      }
    }
    let made = try make()
    contents.withLock { contents in
      contents.asked[key]?.take(made)
      contents.known[key]?.take(made)
      contents.isChanged = true
    }
    return made
  }

  /// Forgets which results are whole.
  package func distrust() { contents.withLock { $0 = Contents(isChanged: true) } }

  /// The state of the files of all results that were asked for, as they were read, as one word.
  package var stateOfResults: (keys: [String], state: String) {
    let asked = contents.withLock { $0.asked }
    let keys = asked.keys.sorted()
    return (keys, Self.word(for: keys.map { asked[$0]?.state }))
  }

  /// A word that changes when the file of one of the results does.
  package static func state(of keys: [String], in store: Store) -> String {
    word(for: keys.map { FileState(of: store.path(for: $0)) })
  }

  private static func word(for states: [FileState?]) -> String {
    let lines = states.map { state in state.map { "\($0.bytes) \($0.modified)" } ?? "none" }
    return Checksum.md5(of: Array(lines.joined(separator: "\n").utf8))
  }
}

extension KnownResults {
  /// Keeps what was asked for, where that is not what the last build kept.
  package func save() {
    let items = contents.withLock { contents -> [String: Item]? in
      let isEqual = !contents.isChanged && contents.asked.count == contents.known.count && !store.code.isNew
      if isEqual { return nil }
      contents.known = contents.asked
      contents.isChanged = false
      return contents.asked
    }
    guard let items else { return }
    var parts = [store.code.remembered]
    for (key, item) in items.sorted(by: { $0.key < $1.key }) {
      let words = [UInt64(item.state.bytes), UInt64(item.state.modified), item.seconds.bitPattern].map(\.littleEndian)
      parts += [Data(key.utf8), words.withUnsafeBytes { Data($0) }, item.kept]
    }
    let entry = StoreEntry(header: .init(title: "known results of a build"), result: PackedParts.joined(parts))
    store.keep { try store.insert(entry, for: key, in: .builds) }
  }

  private func take(_ data: Data) {
    guard let parts = PackedParts.split(data), parts.count % 3 == 1 else { return }
    store.code.take(parts[0])
    var known: [String: Item] = [:]
    for place in stride(from: 1, to: parts.count, by: 3) where parts[place + 1].count == 24 {
      let words = parts[place + 1].withUnsafeBytes { bytes in
        [0, 8, 16].map { UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: $0, as: UInt64.self)) }
      }
      known[String(decoding: parts[place], as: UTF8.self)] = Item(
        state: FileState(bytes: Int(truncatingIfNeeded: words[0]), modified: Int(truncatingIfNeeded: words[1])),
        seconds: Double(bitPattern: words[2]), summary: parts[place + 2])
    }
    contents.withLock { $0.known = known }
  }
}
