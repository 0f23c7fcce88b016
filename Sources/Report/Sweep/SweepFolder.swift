import Foundation

/// The folder of one sweep within the store: its manifest, the scripts of its jobs and what they said.
struct SweepFolder {
  let url: URL

  /// The folder of the sweep `id`.
  init(_ id: String, in store: Store) { url = Self.all(in: store).appending(path: id) }

  /// The folder that a manifest lies in.
  init(ofManifest path: String) { url = URL(filePath: path).deletingLastPathComponent() }

  /// The folders of all sweeps, the latest last.
  static func folders(in store: Store) -> [SweepFolder] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: all(in: store).path)) ?? []
    return names.filter { !$0.hasPrefix(".") }.map { SweepFolder($0, in: store) }.filter { $0.date != nil }
      .sorted { ($0.date ?? .distantPast, $0.id) < ($1.date ?? .distantPast, $1.id) }
  }

  private static func all(in store: Store) -> URL { store.folder.appending(path: "sweeps") }

  var id: String { url.lastPathComponent }
  var manifest: URL { url.appending(path: "manifest.jsonl") }
  var logs: URL { url.appending(path: "logs") }

  /// When the manifest was written; nil where there is none.
  private var date: Date? {
    try? manifest.resourceValues(forKeys: [.contentModificationDateKey]).contentModificationDate
  }

  /// Notes why a run failed, for whoever asks how the sweep is.
  func note(failure reason: String, of key: String) {
    try? AtomicFile.write(Data(reason.utf8), to: failed.appending(path: key), isDurable: false)
  }

  /// Forgets that a run failed.
  func forgetFailure(of key: String) { try? FileManager.default.removeItem(at: failed.appending(path: key)) }

  /// Why runs failed, by key.
  var failures: [String: String] {
    let keys = (try? FileManager.default.contentsOfDirectory(atPath: failed.path)) ?? []
    return keys.filter { !$0.hasPrefix(".") }.reduce(into: [:]) { failures, key in
      let reason = FileManager.default.contents(atPath: failed.appending(path: key).path) ?? Data()
      failures[key] = String(decoding: reason, as: UTF8.self)
    }
  }

  private var failed: URL { url.appending(path: "failed") }
}
