import Basics
import Book
import Document
import Results
import Settings
import Source
import Syntax

/// `{recorded}`: the verdicts of this build beside those of another that a file keeps.
package struct RecordedDirective: Directive {
  package static let name = "recorded"
  package static let summary = "compares the verdicts of this build with those of a larger one, read from a file"
  package static let textOptions: Set<String> = ["file"]
  package static let example = """
    ```{sensitivity} lags
    error: [squared, rescaled(power: 2)]
    length: 20
    ```

    ```{claim} longer
    holds: lags.meanLag[squared] < lags.meanLag[rescaled]
    ```

    ```{recorded}
    file: verdicts.json
    ```
    """

  /// Which statements are listed: all, those that the record has, or those on which it differs.
  private enum Choice: String, CaseIterable {
    case all, recorded, different

    func lists(_ agreement: VerdictRecord.Agreement) -> Bool {
      switch self {
      case .all: true
      case .recorded: agreement != .unknown
      case .different: agreement != .unknown && agreement != .same
      }
    }
  }

  package let call: DirectiveCall
  private let choice: Choice
  private let record: VerdictRecord?

  package init(_ reading: DirectiveReading) {
    call = reading.call
    let settings = reading.settings()
    let file = settings.text(
      "file", default: "verdicts.json", required: true, allowed: "a path from the folder of this file",
      help: "the file that 'report export verdicts' wrote")
    choice = settings.choice(
      "show", default: .all,
      help: "which statements are listed: all, those that the record has, or those whose verdicts differ")
    reading.finish(settings)
    guard settings.has("file"), let content = reading.content(ofFile: file, option: "file") else {
      record = nil
      return
    }
    record = try? ResultCoder.decode(VerdictRecord.self, from: .init(content.bytes))
    if record == nil {
      reading.report(
        Mistake(
          .malformedRecord, "'\(file)' is not a record of verdicts", remedy: "write it with 'report export verdicts'",
          span: reading.span(of: "file")))
    }
  }

  package var inputs: Inputs { Inputs(readsEveryVerdict: true) }

  package func blocks(in context: CarryingOut) throws -> [Block<Final>] {
    guard let record else { return try context.blocks(call.body) }
    let pairs = record.pairs(with: context.results.findings)
    let listed = pairs.filter { choice.lists($0.agreement) }
    return try context.blocks(call.body) + [Self.sentences(pairs, record, in: context.language)]
      + context.table(of: listed)
  }

  /// How many verdicts are the same, and how the others differ.
  private static func sentences(
    _ pairs: [VerdictRecord.Pair], _ record: VerdictRecord, in language: Language
  ) -> Block<Final> {
    let counts = Dictionary(grouping: pairs, by: \.agreement).mapValues(\.count)
    let runs = language.count(record.runs, "training run")
    let origin =
      record.commit.map {
        language(
          "The record is of a build with the profile '{1}', commit {2}, which rests on {3}.", record.profile,
          String($0.prefix(12)), runs)
      } ?? language("The record is of a build with the profile '{1}', which rests on {2}.", record.profile, runs)
    var text =
      origin + " "
      + language(
        "{1} of {2} have the same verdict there", String(counts[.same] ?? 0),
        language.count(pairs.count, "statement"))
    let others: [(VerdictRecord.Agreement, String)] = [
      (.decidedThere, "undecided here and decided there"), (.decidedHere, "decided here and undecided there"),
      (.opposite, "decided differently"), (.unknown, "not in the record"),
    ]
    let parts = others.compactMap { agreement, words in
      counts[agreement].map { "\($0) \(language[$0 == 1 ? "is" : "are"]) \(language[words])" }
    }
    if !parts.isEmpty { text += "; " + parts.joined(separator: ", ") }
    return .paragraph([.text(text + ".")])
  }
}
