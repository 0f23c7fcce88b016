import Core
import Foundation

/// The folder of results: one immutable file a result, named by the digest of all that it depends on.
///
/// A file holds a line with the digest of the rest, a line with the seconds the computation took, and the result. It is
/// written under another name, synchronised and renamed, so several processes may share the folder.
struct Store: Sendable {
  struct Entry: Sendable {
    var seconds: Double
    var result: Data
  }

  let folder: URL
  /// What stands for the code that computes; another code never finds this one's results.
  let codeVersion: String

  /// The key of a job's result.
  func key(of job: Job) -> String { key(of: job.description) }

  /// The key of what `description` names in full.
  func key(of description: String) -> String {
    String(Digest.hexadecimal(of: codeVersion + "\n" + description).prefix(32))
  }

  /// The stored result; nil where there is none, or where the file is damaged.
  func entry(for key: String) -> Entry? {
    guard let data = try? Data(contentsOf: file(for: key)) else { return nil }
    let parts = data.split(separator: UInt8(ascii: "\n"), maxSplits: 1)
    guard parts.count == 2, Data(parts[0]) == Data(Digest.hexadecimal(of: Data(parts[1])).utf8) else { return nil }
    let lines = parts[1].split(separator: UInt8(ascii: "\n"), maxSplits: 1)
    guard lines.count == 2, let seconds = Double(String(decoding: lines[0], as: UTF8.self)) else { return nil }
    return Entry(seconds: seconds, result: Data(lines[1]))
  }

  /// Stores a result.
  func insert(_ entry: Entry, for key: String) throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let content = Data("\(entry.seconds)\n".utf8) + entry.result
    let whole = Data((Digest.hexadecimal(of: content) + "\n").utf8) + content
    try AtomicFile.write(whole, to: file(for: key))
  }

  /// Where the job with `key` keeps its state while it runs; a file that is damaged is told of and left aside.
  func checkpoints(for key: String, warn: @escaping @Sendable (String) -> Void) -> Checkpoints {
    let name = Self.checkpoint(key)
    return Checkpoints {
      let entry = entry(for: name)
      if entry == nil, FileManager.default.fileExists(atPath: file(for: name).path) {
        warn("its checkpoint is damaged; the run begins again")
      }
      return entry?.result
    } save: {
      try? insert(Entry(seconds: 0, result: $0), for: name)
    }
  }

  /// Removes the state of a job that is done.
  func removeCheckpoint(for key: String) { try? FileManager.default.removeItem(at: file(for: Self.checkpoint(key))) }

  private static func checkpoint(_ key: String) -> String { key + ".checkpoint" }

  private func file(for key: String) -> URL { folder.appending(path: key) }

  /// The digest of the running program, which changes with every change of its code.
  static func digestOfProgram() -> String {
    let path = Bundle.main.executableURL ?? URL(filePath: CommandLine.arguments[0])
    return (try? Data(contentsOf: path, options: .alwaysMapped)).map(Digest.hexadecimal(of:)) ?? "unknown"
  }
}
