import ArgumentParser
import Core
import Foundation

/// `report why`: what a build would compute for one part of the book, and what made it necessary.
struct WhyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "why", abstract: "Tells why the results of an experiment or theorem would be reused or computed.")

  @ArgumentParser.Argument(help: "The label of an experiment or a theorem.")
  var label: String

  @OptionGroup var options: BookOptions

  @OptionGroup var running: RunningOptions

  func run() throws {
    let store = Store(folder: URL(filePath: running.cache))
    let book = try options.folder().read(typesetter: Typesetter(store: store))
    let directives = book.directives.filter { !$0.jobs.isEmpty }
    guard let directive = directives.first(where: { $0.call.label == label }) else {
      let remedy = Suggestion.remedy(for: label, among: directives.compactMap(\.call.label))
      Terminal.complain("nothing that is computed is called '\(label)': \(remedy)")
      throw ExitCode(2)
    }
    for line in Self.lines(for: directive.jobs, in: store) { print(line) }
  }

  /// A line for each reason with what it holds for.
  static func lines(for jobs: [Job], in store: Store) -> [String] {
    let history = History(of: store)
    var groups: [(reason: String, titles: [String])] = []
    for job in jobs {
      let reason =
        switch store.entry(for: store.key(of: job)) {
        case .found(let entry):
          "reused, computed on \(Date(timeIntervalSince1970: entry.header.made).day) and unchanged since"
        case .missing: "to compute, since " + history.reason(toCompute: job)
        case .damaged: "to compute, since its stored result is damaged"
        }
      if let index = groups.firstIndex(where: { $0.reason == reason }) {
        groups[index].titles.append(job.title)
      } else {
        groups.append((reason, [job.title]))
      }
    }
    return groups.map { group in
      let rest = group.titles.count > 3 ? ["and \(group.titles.count - 3) more"] : []
      return "\(group.reason): \((group.titles.prefix(3) + rest).joined(separator: "; "))"
    }
  }
}
