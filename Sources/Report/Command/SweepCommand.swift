import ArgumentParser
import Basics
import Book
import Files
import Foundation
import Mathematics
import Programs
import Services
import Store

/// `report sweep`: the runs of a book on many machines that share a folder.
struct SweepCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sweep", abstract: "Shares the runs of a book among the machines of a cluster.",
    subcommands: [
      SweepPlanCommand.self, SweepRunCommand.self, SweepSubmitCommand.self, SweepStatusCommand.self,
    ])

  /// Reads the chapters and writes the list of what is missing, unless nothing is; says what there is to do.
  static func plan(_ options: BookOptions, in store: Store, at path: String? = nil) throws -> (
    list: SweepList, file: URL
  )? {
    try store.admit()
    let book = try options.folder().read(typesetter: Typesetter(store: store))
    let refused = book.jobs.filter { $0.refusal != nil }
    if !refused.isEmpty {
      Terminal.warn("\(Words.count(refused.count, "run")) of programs are left out: \(ProgramRefusal.remedy)")
    }
    let plan = try SweepPlan(book.jobs.filter { $0.refusal == nil }, in: store, profile: options.profile)
    let list = plan.list
    if list.count == 0 {
      Terminal.tell("no run is missing: \(Words.count(plan.needed, "run")) of \(plan.needed) are there")
      return nil
    }
    let time = try list.expectedSeconds().map { ", \(Words.time($0)) of computing" } ?? ""
    Terminal.tell("\(list.count) of \(Words.count(plan.needed, "run")) are missing\(time)")
    let file = path.map { URL(filePath: $0) } ?? SweepFolder(list.id, in: store).list
    if path == nil { try store.prepare() }
    switch FileKind(at: file.path) {
    case .missing: try AtomicFile.write(list.content, to: file)
    case .file where BoundedFile.contents(atPath: file.path) == list.content: break
    default:
      throw SweepProblem(
        "'\(file.relativePath)' is another file, and a list never changes; name another with --list")
    }
    return (list, file)
  }
}

/// `report sweep plan`: which runs are missing.
struct SweepPlanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan", abstract: "Writes the list of the runs that are missing, and prints its path.")

  @OptionGroup var options: BookOptions

  @OptionGroup var storage: CacheOptions

  @Option(
    name: [.long, .customLong("manifest")],
    help: "The file of the list; by default a new file in the cache folder.")
  var list: String?

  func run() throws {
    let store = storage.store(of: options)
    if let planned = try SweepCommand.plan(options, in: store, at: list) {
      Terminal.print(planned.file.relativePath)
    }
  }
}

/// `report sweep status`: how far sweeps are.
struct SweepStatusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status", abstract: "Shows how many runs of a sweep are done, running, stopped and failed.")

  @OptionGroup var storage: CacheOptions

  @Option(
    name: [.long, .customLong("manifest")],
    help: "The list of a sweep; by default all in the folder of results.")
  var list: String?

  /// So many failures are told for each reason.
  private static let mostTitles = 3

  func run() throws {
    let store = storage.store()
    let sweeps =
      list.map { [(path: $0, folder: SweepFolder(ofList: $0))] }
      ?? SweepFolder.folders(in: store).map { ($0.list.path, $0) }
    if sweeps.isEmpty {
      throw SweepProblem(
        "'\(storage.path())' holds no sweep; start one with 'report sweep submit', or name its list with --list"
      )
    }
    for (path, folder) in sweeps {
      let list = try SweepList(path: path)
      let status = try SweepStatus(list, folder, in: store)
      Terminal.print("sweep \(list.id) (\(list.profile)): \(status.text)")
      for (reason, failures) in Dictionary(grouping: status.failures, by: \.reason).sorted(by: { $0.key < $1.key }) {
        let rest = failures.count > Self.mostTitles ? ["and \(failures.count - Self.mostTitles) more"] : []
        let titles = failures.prefix(Self.mostTitles).map(\.title) + rest
        Terminal.print("  failed: \(reason): \(titles.joined(separator: "; "))")
      }
    }
  }
}
