import ArgumentParser
import Basics
import Book
import Document
import Foundation
import Jobs
import Mathematics
import Numerics
import Results
import Settings
import Source
import Store

/// `report why`: what a build would compute for one part of the book, and what makes it necessary.
struct WhyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "why", abstract: "Explains why the results behind a part of the book would be reused or computed.")

  @ArgumentParser.Argument(
    help:
      "The label of an experiment, theorem, claim, comparison, figure or table, or a value such as poly.longLagError.")
  var label: String

  @OptionGroup var options: BookOptions

  @OptionGroup var running: RunningOptions

  func run() throws {
    let store = running.store(of: options) { _ in }
    let book = try options.folder().read(typesetter: Typesetter(store: store))
    for line in try Self.lines(for: label, of: book, in: store) { Terminal.print(line) }
  }

  /// What the part called `word` rests on, and a line for each reason; throws if the part does not exist.
  static func lines(for word: String, of book: Book, in store: Store) throws -> [String] {
    let label = try label(in: word, of: book)
    guard let directive = book.directive(labelled: label) else {
      return ["'\(word)' rests on no result: it is a heading or an equation"]
    }
    let sources = book.graph.sources(behind: directive)
    let parts = [directive] + sources.compactMap(book.directive(labelled:))
    let jobs = parts.flatMap(\.jobs)
    let files = parts.flatMap(\.dataFiles).map { "it is read from \($0.text)" }
    if jobs.isEmpty, !files.isEmpty { return ["'\(word)' rests on no run and no check"] + files }
    if jobs.isEmpty {
      let names =
        sources.isEmpty ? "" : ": \(sources.joined(separator: ", ")) is computed from settings alone, in each build"
      return ["'\(word)' rests on no run and no check\(names)"]
    }
    let resting = directive.jobs.isEmpty ? ["'\(word)' rests on \(sources.joined(separator: ", "))"] : []
    return resting + lines(for: jobs, in: store) + files
  }

  /// The label that `word` is, or the one whose number it cites; throws exit code 2 if there is none.
  private static func label(in word: String, of book: Book) throws -> String {
    let labels = book.directives.compactMap(\.call.label)
    if labels.contains(word) || book.index.targets[word] != nil { return word }
    let places = book.directives.compactMap { directive in
      directive.call.label.flatMap { label in directive.offer.map { (label, $0) } }
    }
    do throws(SettingProblem) {
      let formula = try ResultExpression(parsing: word)
      if let problem = formula.check(among: Dictionary(places) { first, _ in first }).first { throw problem }
      if let first = formula.expression.leaves.first { return first.id }
    } catch {
      if word.contains(".") { throw UserError(ErrorText.of(error), isUsage: true) }
    }
    throw UserError(
      "nothing is called '\(word)': \(Suggestion.remedy(for: word, among: labels))", isUsage: true)
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
        case .missing, .damaged: "to compute, since " + history.reason(toCompute: job)
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
