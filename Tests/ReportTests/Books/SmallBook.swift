import Foundation

@testable import Build
@testable import Command
@testable import Files
@testable import Jobs
@testable import Programs
@testable import Reading
@testable import Render
@testable import Source

/// A folder with chapters, built in a moment, that goes when the test ends.
final class SmallBook {
  let folder: URL

  init(_ chapters: [String: String] = ["01-small.md": SmallBook.chapter]) throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "small-book-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder.appending(path: "chapters"), withIntermediateDirectories: true)
    for (name, text) in chapters { try write(text, to: "chapters/\(name)") }
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  func path(_ name: String) -> String { folder.appending(path: name).path }
  func write(_ text: String, to name: String) throws {
    let file = folder.appending(path: name)
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }
  func text(_ name: String) throws -> String { String(decoding: try bytes(name), as: UTF8.self) }
  func bytes(_ name: String) throws -> Data { try Data(contentsOf: folder.appending(path: name)) }

  /// Changes one bit in the middle of a file.
  func flip(_ name: String) throws {
    var bytes = try bytes(name)
    bytes[bytes.count / 2] ^= 1
    try bytes.write(to: folder.appending(path: name))
  }

  func build(
    output: String = "output", cache: String = "cache", workers: Int = 2, profile: Profile = .quick,
    formats: Set<OutputFormat> = [.html], programs: ProgramPermission = .none
  ) throws -> ReportBuild.Finished {
    try ReportBuild(
      folder: BookFolder(path: path("chapters"), profile: profile, programs: programs), output: path(output),
      cache: path(cache),
      workers: workers, formats: formats, code: .program
    ).run(progress: SilentProgress())
  }

  /// The names of all files below a folder, with their contents, but for the record of their checksums; what takes time is blanked.
  func contents(of name: String) throws -> [String: Data] {
    let root = folder.appending(path: name)
    var contents: [String: Data] = [:]
    for file in try FileManager.default.subpathsOfDirectory(atPath: root.path) {
      var isFolder: ObjCBool = false
      let path = root.appending(path: file).path
      guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder.boolValue,
        !file.hasSuffix(FileRecord.report)
      else { continue }
      var text = try Data(contentsOf: URL(filePath: path))
      if file == "report.json" || file.hasSuffix(".html") {
        text = Self.blanked(text, behind: "\"seconds\" : ") { "-+0123456789.eE".utf8.contains($0) }
        text = Self.blanked(text, behind: "<span class=varies>") { $0 != UInt8(ascii: "<") }
      }
      contents[file] = text
    }
    return contents
  }

  /// The text without the bytes of some kind that stand behind a mark, wherever it is.
  private static func blanked(_ text: Data, behind mark: String, _ isLeftOut: (UInt8) -> Bool) -> Data {
    let mark = Data(mark.utf8)
    var (result, rest) = (Data(), text[...])
    while let place = rest.range(of: mark) {
      result += rest[..<place.upperBound]
      rest = rest[place.upperBound...].drop(while: isLeftOut)
    }
    return result + rest
  }

  /// Whether laws are tried on all of their cases, and not only on a share from everywhere.
  static let isWhole = ProcessInfo.processInfo.environment["REPORT_WHOLE"] != nil

  static let chapter = """
    # A small chapter {#small}

    It has {value}`tiny.task.length %d` steps; the long-lag error is {value}`tiny.longLagError[rescaled] %.1f%%`,
    see {ref}`memory`, {ref}`T`, {ref}`eq` and {ref}`tiny`. The claim {verdict}`C`.

    $$
    y_t = \\sum_s \\rho(s) x_{t-s}
    $$ (eq)

    ```{experiment} tiny
    task: linear-functional(memory: exponential(rate: 0.2), length: 12)
    model: linear-rnn(width: 4)
    error: [squared, rescaled(power: 2)]
    steps: profile(quick: 20, standard: 40, full: 80)
    batch: 8
    seeds: 1...3
    ```

    ```{theorem} T
    check: bias(trials: 50)
    title: bias

    The profile falls.
    ```

    ```{sensitivity} bias
    error: [squared, "1 + t"]
    length: 20
    ```

    ```{figure} memory
    plot: memory(of: tiny)
    alt: Two curves and a target.

    Learned memory, with {value}`tiny.seeds %d` seeds.
    ```

    ```{figure} profiles
    plot: curves(of: bias, curve: profile)
    alt: Two falling curves.
    ```

    ```{claim} C
    holds: bias.meanLag["1 + t"] > bias.meanLag[squared]

    Weights that grow look at longer lags.
    ```

    """
}

/// Says nothing.
struct SilentProgress: ProgressReporter {
  func report(_ event: BuildEvent) {}
}
