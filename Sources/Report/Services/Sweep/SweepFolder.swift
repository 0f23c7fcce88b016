import Files
import Foundation
import Store

/// The folder of one sweep within the store: its list, the scripts of its jobs and what they said.
package struct SweepFolder {
  let url: URL

  /// The folder of the sweep `id`.
  package init(_ id: String, in store: Store) { url = Self.all(in: store).appending(path: id) }

  /// The folder that a list lies in.
  package init(ofList path: String) { url = URL(filePath: path).deletingLastPathComponent() }

  /// The folders of all sweeps, the latest last.
  package static func folders(in store: Store) -> [SweepFolder] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: all(in: store).path)) ?? []
    return names.filter { !$0.hasPrefix(".") }.map { SweepFolder($0, in: store) }.filter { $0.date != nil }
      .sorted { ($0.date ?? .distantPast, $0.id) < ($1.date ?? .distantPast, $1.id) }
  }

  private static func all(in store: Store) -> URL { store.folder.appending(path: "sweeps") }

  var id: String { url.lastPathComponent }
  package var list: URL { url.appending(path: "list.jsonl") }
  var logs: URL { url.appending(path: "logs") }

  /// When the list was written; nil if there is none.
  private var date: Date? {
    try? list.resourceValues(forKeys: [.contentModificationDateKey]).contentModificationDate
  }

  /// Notes why a run failed, for whoever asks how the sweep is.
  package func note(failure reason: String, of key: String) {
    let file = failed.appending(path: key)
    guard FileKind(at: file.path) == .missing || isNote(file.path) else { return }
    try? AtomicFile.write(Data((Self.head + reason).utf8), to: file, isDurable: false)
  }

  /// Forgets that a run failed.
  package func forgetFailure(of key: String) {
    let file = failed.appending(path: key)
    if isNote(file.path) { unlink(file.path) }
  }

  /// The first line of a note, which tells it from other files.
  private static let head = "# a run of report failed\n"

  private func isNote(_ path: String) -> Bool {
    FileKind(at: failed.path) == .folder
      && FileKind.start(of: path, bytes: Self.head.utf8.count).map { $0 == Data(Self.head.utf8) } == true
  }

  /// Writes a script of the sweep, unless it is there already.
  ///
  /// - Throws: `WriteProblem`, or `SweepProblem` where something else has its name.
  func write(_ script: String, to name: String) throws {
    let file = url.appending(path: name)
    switch FileKind(at: file.path) {
    case .missing: try AtomicFile.write(Data(script.utf8), to: file)
    case .file where BoundedFile.contents(atPath: file.path) == Data(script.utf8): break
    case .file where FileKind.start(of: file.path, bytes: 11).map({ $0 == Data("#!/bin/bash".utf8) }) == true:
      // As of another site or chunk; scripts are kept, since jobs in the queue may be of them.
      _ = try FileKind.moveAside(file.path)
      try AtomicFile.write(Data(script.utf8), to: file)
    default: throw SweepProblem("'\(file.path)' is not a file of this sweep; move it away")
    }
  }

  /// Why runs failed, by key.
  var failures: [String: String] {
    let keys = (try? FileManager.default.contentsOfDirectory(atPath: failed.path)) ?? []
    return keys.filter { isNote(failed.appending(path: $0).path) }.reduce(into: [:]) { failures, key in
      let reason = BoundedFile.contents(atPath: failed.appending(path: key).path) ?? Data()
      failures[key] = String(decoding: reason.dropFirst(Self.head.utf8.count), as: UTF8.self)
    }
  }

  private var failed: URL { url.appending(path: "failed") }
}
