import Dispatch
import Files
import Foundation
import Synchronization

/// The store as a folder of files: what it holds, and what may go.
extension Store {
  /// One file of a shelf.
  package struct File: Sendable {
    package var key: String
    package var bytes: Int
    /// When it was written.
    package var date: Date
  }

  /// The files of a shelf by key, without what is being written.
  package func files(in shelf: Shelf) -> [File] {
    let folder = folder.appending(path: shelf.rawValue)
    let keys: [URLResourceKey] = [.fileSizeKey, .contentModificationDateKey]
    let urls = (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: keys)) ?? []
    let files = urls.compactMap { url -> File? in
      guard !url.lastPathComponent.hasPrefix("."), FileKind(at: url.path) == .file,
        let values = try? url.resourceValues(forKeys: Set(keys))
      else {
        return nil
      }
      return File(
        key: url.lastPathComponent, bytes: values.fileSize ?? 0, date: values.contentModificationDate ?? .distantPast)
    }
    return files.sorted { $0.key < $1.key }
  }

  /// The keys of a shelf, without what is being written.
  package func keys(in shelf: Shelf) -> [String] {
    let names = try? FileManager.default.contentsOfDirectory(atPath: folder.appending(path: shelf.rawValue).path)
    return (names ?? []).filter { !$0.hasPrefix(".") }
  }

  /// Those of `keys` whose results are there and undamaged.
  package func whole(_ keys: [String]) -> Set<String> {
    let there = Set(self.keys(in: .results))
    let candidates = keys.filter(there.contains)
    let isWhole = Mutex(Array(repeating: false, count: candidates.count))
    DispatchQueue.concurrentPerform(iterations: candidates.count) { index in
      let found = entry(for: candidates[index]).entry != nil
      isWhole.withLock { $0[index] = found }
    }
    return isWhole.withLock { Set(zip(candidates, $0).filter(\.1).map(\.0)) }
  }

  /// The keys that some process computes at this moment.
  package func lockedKeys() -> Set<String> {
    let names = try? FileManager.default.contentsOfDirectory(atPath: folder.appending(path: "locks").path)
    let keys = (names ?? []).filter { $0.wholeMatch(of: /[0-9a-f]{32}/) != nil }
    return Set(keys.filter { if case .busy = lock($0) { true } else { false } })
  }

  /// Removes what `isNeeded` does not want of results, and what is soon made again and older than `date`; returns what went.
  ///
  /// What killed processes left half written goes as well, and nothing that is not an entry of the store.
  ///
  /// - Throws: `WriteProblem` where an entry cannot be removed, after all others.
  package func prune(lightSince date: Date, keeping isNeeded: (_ key: String) -> Bool) throws -> [File] {
    try requireStore()
    var removed: [File] = []
    var problem: WriteProblem?
    for shelf in Shelf.allCases {
      AtomicFile.removeAbandoned(in: folder.appending(path: shelf.rawValue), untouchedFor: 3600)
      for item in files(in: shelf) where shelf.isLight ? item.date < date : !isNeeded(item.key) {
        if removeEntry(item.key, in: shelf) {
          removed.append(item)
        } else if isEntry(file(for: item.key, in: shelf).path) {
          problem = WriteProblem(path: file(for: item.key, in: shelf).path, reason: "it cannot be removed")
        }
      }
    }
    if let problem { throw problem }
    return removed
  }

  /// Copies the entries with these keys that are whole, and that `other` does not have; returns how many.
  package func copy(_ keys: Set<String>, in shelf: Shelf, to other: Store) throws -> Int {
    var count = 0
    for key in keys.sorted() where other.entry(for: key, in: shelf).entry == nil {
      guard let entry = entry(for: key, in: shelf).entry else { continue }
      try other.insert(entry, for: key, in: shelf)
      try copyListing(ofCode: entry.header.code, to: other)
      count += 1
    }
    return count
  }
}
