import Basics
import Book
import Document
import Plot
import Results
import Settings
import Source
import Statistics
import Syntax

/// `{comparison}`: one value of an axis against another, cell by cell of a grid, with the count of what came of it.
package struct ComparisonDirective: Directive {
  package static let name = "comparison"
  package static let summary =
    "compares two values of an axis in each cell of a grid, in pairs of equal seed, corrected for the number of cells"
  package static let counter: String? = "Table"
  package static let suitsPaper = true
  package static let example = """
    ```{experiment} grid
    task: linear-functional(memory: [exponential(rate: 0.2), polynomial], length: 12)
    model: linear-rnn(width: 4)
    error: [squared, rescaled(power: 2)]
    steps: profile(quick: 10, standard: 100, full: 1000)
    batch: 8
    seeds: 1...3
    ```

    ```{comparison} cells
    of: grid
    number: longLagError
    value: rescaled(power: 2)
    baseline: squared
    learned: 0.5

    The rescaled error against the squared one.
    ```

    Of {value}`cells.cells %d` cells {value}`cells.better %d` gain.
    """

  package let call: DirectiveCall
  package let offer: Offer? = Offer(
    numbers: [CellComparison.Row].numbers, stated: ["cells": []], nonnegative: Set([CellComparison.Row].numbers.keys))
  private let id: Value
  private let numberName: Value
  private let comparison: CellComparison

  package init(_ reading: DirectiveReading) {
    call = reading.call
    _ = reading.requiredLabel()
    let settings = reading.settings()
    id = settings.name(
      "of", required: true, allowed: "the label of an experiment", help: "the experiment whose cells are compared")
    numberName =
      settings.name("number", allowed: "the name of a number", help: "the number to compare; lower is better")
      .given ?? Value(.name("longLagError"))
    comparison = CellComparison(
      number: numberName.description, value: Self.choice("value", "rescaled", "the value to compare", in: settings),
      baseline: Self.choice("baseline", "squared", "the value to compare it with", in: settings),
      threshold: settings.number(
        "learned", default: 0.5, .positive,
        help: "a cell counts as learned if the mean of any value of the axis is below this"),
      test: settings.part(
        "test", from: Catalogue.tests, default: StudentTest.name, help: "the test that decides each cell"),
      correction: settings.choice(
        "correction", default: .falseDiscovery,
        help:
          "the error rate to control over all cells: false-discovery limits the share of false verdicts, holm and bonferroni the chance of any"
      ))
    reading.finish(settings)
  }

  private static func choice(_ name: String, _ example: String, _ help: String, in settings: Settings) -> Value {
    settings.value(
      name, default: Value(.name("")), text: example, required: true, allowed: "a value of an axis of its grid",
      help: help, canonical: { $0 }
    ) { $0 }
  }

  package var inputs: Inputs { Inputs(results: [id.description]) }

  package func check(in index: BookIndex) -> [Mistake] {
    do throws(SettingProblem) {
      return problems(in: try id.results(among: index.offers)).map { Mistake($0) }
    } catch { return [Mistake(error)] }
  }

  private func problems(in offer: Offer) -> [SettingProblem] {
    if offer.isUnknown { return [] }
    let unknown = offer.unknownNumbers([numberName], of: id.description)
    if !unknown.isEmpty { return unknown }
    if offer.rowCounts != nil {
      let remedy = "name the column that tells samples apart as the seed of '\(id)'"
      return [
        SettingProblem(
          "the rows of '\(id)' have no seed by which cells would pair", remedy: remedy, kind: .incompatible,
          span: id.span)
      ]
    }
    if let axis = comparison.axis(in: offer) {
      let ambiguities = [comparison.value, comparison.baseline].compactMap(axis.ambiguity)
      if !ambiguities.isEmpty { return ambiguities }
      let chosen = [comparison.value, comparison.baseline].map { axis.choices(pickedBy: $0).map(\.canonical) }
      if chosen[0] != chosen[1] { return [] }
      return [
        SettingProblem(
          "'\(comparison.value)' is compared with itself", remedy: "name another value of '\(axis.name)'",
          kind: .incompatible, span: comparison.baseline.span)
      ]
    }
    return [
      SettingProblem(
        "no axis of '\(id)' has both '\(comparison.value)' and '\(comparison.baseline)'",
        remedy: "name two values of one of its lists: \(offer.axes.map(\.name).joined(separator: ", "))",
        kind: .unresolved, span: comparison.value.span)
    ]
  }

  package func summary(of datasets: [String: Dataset]) -> Dataset? {
    guard let offer, let dataset = datasets[id.description] else { return nil }
    let rows = comparison.rows(of: dataset)
    // Counts over a part of the cells would be read as counts over all.
    let numbers = dataset.holes > 0 ? [:] : rows.summary
    var summary = Dataset(offer: offer, results: [[.init(numbers: numbers)]], holes: dataset.holes, rows: rows)
    summary.isRefused = dataset.isRefused
    return summary
  }

  package func blocks(in context: CarryingOut) throws -> [Block<Final>] {
    let datasets = context.results.datasets
    guard let offer = datasets[id.description]?.offer, let rows = datasets[call.label ?? ""]?.rows else { return [] }
    return [
      context.captioned(
        "table", [.table(table(of: rows, offer, in: context)), rules(for: rows, in: context.language)],
        caption: try context.blocks(call.body) + [
          .paragraph([.text(sentence(for: rows, offer, in: context.language))])
        ])
    ]
  }

  /// A row for each cell, in groups of equal value on the first of several axes.
  private func table(of cells: [CellComparison.Row], _ offer: Offer, in context: CarryingOut) -> Table<Final> {
    let language = context.language
    let others = others(in: offer)
    let names = others.map(AxisNames.init)
    let format = NumberFormat()
    let isGrouped = others.count > 1
    let rows = cells.map { row -> [[Inline<Final>]] in
      let words = zip(names, row.choices).map { [Inline<Final>.text(Self.onOneLine(language.name($0[$1])))] }.dropFirst(
        isGrouped ? 1 : 0)
      let numbers = [row.baseline, row.value].map { [Inline<Final>.text($0.isFinite ? format.text(of: $0) : "–")] }
      let ratio: [[Inline<Final>]] = [
        context.sketch(of: row.ratio, favoured: .less).map { [Inline<Final>.sketch($0)] } ?? [],
        [.text(row.ratio.value.isFinite ? row.ratio.text(in: language) : "–")],
      ]
      let outcome =
        row.isHole
        ? language[JobFailure.notComputed.reason] : Self.onOneLine(language[Self.words(for: row.outcome)])
      return Array(words) + numbers + ratio + [[.text(outcome)]]
    }
    let axis = comparison.axis(in: offer).map(AxisNames.init)
    let sides = [comparison.baseline, comparison.value].map { value -> [Inline<Final>] in
      let choice = comparison.axis(in: offer)?.choices(pickedBy: value).first
      return [.text(language.name(choice.flatMap { axis?[$0] } ?? AxisNames.name(of: value)))]
    }
    let heads = others.dropFirst(isGrouped ? 1 : 0).map {
      [Inline<Final>.text(language.name(AxisNames.words(of: $0.name)))]
    }
    return Table(
      alignments: heads.map { _ in .left } + [.decimal, .decimal, .left, .left, .left],
      header: heads + sides + [[.sketch(context.ratioAxis)], [.text(language["ratio"])], [.text(language["outcome"])]],
      rows: rows, groups: isGrouped ? groups(of: cells, called: names[0], language) : [])
  }

  /// A short name without a place for the end of a line.
  private static func onOneLine(_ name: String) -> String {
    name.count > 28 ? name : name.replacing(" ", with: "\u{A0}")
  }

  private func others(in offer: Offer) -> [Offer.Axis] {
    let axis = comparison.axis(in: offer)
    return offer.axes.filter { $0.name != axis?.name }
  }

  /// Rows that follow one another with the same value on the first axis.
  private func groups(
    of cells: [CellComparison.Row], called names: AxisNames, _ language: Language
  ) -> [Table<Final>.Group] {
    cells.reduce(into: []) { groups, row in
      let title = [Inline<Final>.text(row.choices.first.map { language.name(names[$0]) } ?? "")]
      if groups.last?.title == title {
        groups[groups.count - 1].count += 1
      } else {
        groups.append(Table<Final>.Group(title: title, count: 1))
      }
    }
  }

  private static func words(for outcome: CellComparison.Effect) -> String {
    switch outcome {
    case .better, .worse, .undecided: outcome.rawValue
    case .unlearned: "not learned"
    case .missing: "no ratio"
    }
  }

  /// "Long lag error, less is better: means over 5 seeds, and ratios of paired seeds with their 95 % intervals."
  private func sentence(for rows: [CellComparison.Row], _ offer: Offer, in language: Language) -> String {
    let number = language.name(AxisNames.words(of: comparison.number)).capitalised
    let sentence = language(
      "{1}, less is better: means over {2}, and ratios of paired seeds with their {3} intervals.", number,
      language.count(offer.sampleCount, "seed"), Self.percent.text(of: comparison.test.level))
    let shared = others(in: offer).map { language.name(AxisNames($0).shared) }.filter { !$0.isEmpty }
    return shared.isEmpty
      ? sentence : "\(sentence) \(language("All have {1}.", shared.joined(separator: ", ")))"
  }

  /// How the outcomes follow from the intervals, for whoever asks.
  private func rules(for rows: [CellComparison.Row], in language: Language) -> Block<Final> {
    let alpha = Self.percent.text(of: 1 - comparison.test.level)
    let tested = rows.count { $0.outcome != .unlearned && $0.outcome != .missing }
    let cells = language.count(tested, "tested cell")
    let promise =
      switch comparison.correction {
      case .falseDiscovery:
        language(
          "They are made together for {1}: on average at most {2} of the outcomes better and worse are false (Benjamini–Hochberg).",
          cells, alpha)
      case .holm:
        language("They are made together for {1}: the chance of any false outcome is at most {2} (Holm).", cells, alpha)
      case .bonferroni:
        language(
          "They are made together for {1}: the chance of any false outcome is at most {2} (Bonferroni).", cells, alpha)
      case .none: language("Each cell is judged by itself at {1}.", Self.percent.text(of: comparison.test.level))
      }
    let sentences = [
      language["The outcomes follow from the ratios; each interval is that of a cell taken alone."], promise,
      language(
        "A cell is tested if some error brings the mean below {1}.", NumberFormat().text(of: comparison.threshold)),
    ]
    return .details(
      Details(
        id: "", summary: [.text(language["how the outcomes are decided"])],
        content: [.paragraph([.text(sentences.joined(separator: " "))])]))
  }

  private static let percent = NumberFormat(digits: 4, isPercentage: true)
}
