import Settings
import Theorems
import Training

/// What a directive offers for others to cite and draw, known before anything runs.
package struct Offer: Sendable {
  /// A value as the author wrote it, and with all its defaults.
  package struct Choice: Sendable {
    package let given: Value
    package let canonical: Value

    package init(given: Value, canonical: Value) {
      self.given = given
      self.canonical = canonical
    }

    /// Whether this value has all that `selector` asks for.
    fileprivate func fits(_ selector: Value) -> Bool {
      if selector == given || selector.selects(canonical) { return true }
      // Most values are told apart by their heads alone.
      guard let head = selector.head, head == given.head || head == canonical.head else { return false }
      return selector.selects(canonical.named(after: given))
    }
  }

  /// A list in the settings that spans a grid.
  package struct Axis: Sendable {
    /// The path of settings that leads to the list, `error` or `task.memory.rate`.
    package let name: String
    package var choices: [Choice]

    package init(name: String, choices: [Choice]) {
      self.name = name
      self.choices = choices
    }

    /// The values that `selector`, as written in `[gru, error: squared]`, picks: the one that is written just so, else all that
    /// have what it asks for. So every value of the axis can be picked alone, `gru(width: 8)` beside `gru(width: 8, layers: 2)`.
    package func choices(pickedBy selector: Value) -> [Choice] {
      let exact = choices.filter { $0.given == selector }
      return exact.isEmpty ? choices.filter { $0.fits(selector) } : exact
    }

    /// Whether `selector` picks the value of a cell on this axis; none where the cell has no value.
    package func picks(_ choice: Choice?, by selector: Value) -> Bool {
      guard let choice else { return false }
      return choices(pickedBy: selector).contains { $0.canonical == choice.canonical }
    }

    /// Whether an author may call the axis `word`: by its whole path or by the last setting of it.
    package func isCalled(_ word: String) -> Bool { name == word || name.hasSuffix(".\(word)") }
  }

  /// Names of numbers, "longLagError", with what each is.
  package var numbers: [String: String]
  /// Names of curves, "learnedMemory".
  package var curves: [String: Curve]
  package var axes: [Axis]
  /// The choices of each combination, by name of the axis.
  package var cells: [[String: Choice]]
  /// Seeds for each cell; none where nothing is drawn at random, so that a single value decides.
  package var seeds: [Int]
  /// The names of the seeds where a data file gives them names, such as those of persons.
  package var seedNames: [String] = []
  /// How many rows each cell has, where the samples are the rows of a file; nil where they are seeds.
  package var rowCounts: [Int]?
  /// Whether samples with a missing number are left out; else what rests on them has no value.
  package var omitsMissing = false
  /// How figures label numbers, where the directive says so.
  package var labels: [String: String] = [:]

  /// The numbers that the author stated, parameters and settings, by name: a value for each cell, none where it is not known.
  package var stated: [String: [Double]]
  /// Names of the numbers that are never negative, such as errors and shares.
  package var nonnegative: Set<String>
  /// What the results of each cell depend on, beside the seeds: equal identities give equal results, under whatever labels.
  package var identities: [String]

  package init(
    numbers: [String: String] = [:], curves: [String: Curve] = [:], axes: [Axis] = [],
    cells: [[String: Choice]] = [[:]], seeds: [Int] = [], stated: [String: [Double]] = [:],
    nonnegative: Set<String> = [],
    identities: [String] = []
  ) {
    self.numbers = numbers
    self.curves = curves
    self.axes = axes
    self.cells = cells
    self.seeds = seeds
    self.stated = stated
    self.nonnegative = nonnegative
    self.identities = identities
  }

  /// Whether its numbers come from verdicts, so that no claim can rest on them.
  package var followsVerdicts = false

  /// Whether what it offers is not known, since its directive has mistakes: nothing is said of what cites it.
  package var isUnknown = false

  package static var unknown: Offer {
    var offer = Offer()
    offer.isUnknown = true
    return offer
  }

  /// How many values each cell has; of rows, the most that one has.
  package var sampleCount: Int { rowCounts.map { $0.max() ?? 0 } ?? max(seeds.count, 1) }

  /// Whether nothing in it was drawn at random, so that a single value decides.
  package var isExact: Bool { seeds.isEmpty && rowCounts == nil }

  /// What a sample is called, "seed" or "row".
  package var sampleNoun: String { rowCounts == nil ? "seed" : "row" }

  /// By what samples of two directives pair.
  package var pairingNames: [String] { seedNames.isEmpty ? seeds.map(String.init) : seedNames }

  /// How a figure labels a number.
  package func label(of number: String) -> String {
    labels[number] ?? Measure.all.first { $0.name == number }?.label ?? number
  }

  /// How many samples and cells the selected part has.
  package func shape(matching selectors: [Selector]) -> (samples: Int, cells: Int) {
    let cells = cells(matching: selectors)
    guard let rowCounts else { return (sampleCount, cells.count) }
    return (cells.reduce(0) { $0 + rowCounts[$1] }, min(cells.count, 1))
  }

  /// "model gru, seed 3".
  package func title(ofCell cell: Int, sample: Int) -> String {
    let values = axes.compactMap { axis in
      cells[cell][axis.name].map { "\(axis.name.split(separator: ".").last ?? "") \($0.given.text)" }
    }
    let names = pairingNames
    let last =
      rowCounts != nil ? ["row \(sample + 1)"] : names.indices.contains(sample) ? ["seed \(names[sample])"] : []
    return (values + last).joined(separator: ", ")
  }

  /// Positions of the cells that all selectors pick.
  func cells(matching selectors: [Selector]) -> [Int] {
    let picked = selectors.map { selector -> (axis: String, values: [Value]) in
      let axis = axes.first { $0.name == selector.axis }
      return (selector.axis, axis?.choices(pickedBy: selector.value).map(\.canonical) ?? [])
    }
    return cells.indices.filter { index in
      picked.allSatisfy { axis, values in cells[index][axis].map { values.contains($0.canonical) } ?? false }
    }
  }

  /// The axis that each argument between brackets means; throws where it is none or several.
  func selectors(for arguments: [Argument], of id: String) throws(SettingProblem) -> [Selector] {
    var selectors: [Selector] = []
    for argument in arguments {
      let named = axes.filter { axis in argument.label.map(axis.isCalled) ?? true }
      if let label = argument.label, named.isEmpty {
        throw unknownAxis(label, of: id, at: argument.labelSpan)
      }
      let fitting = named.filter { !$0.choices(pickedBy: argument.value).isEmpty }
      guard let axis = fitting.first else {
        throw Self.unknownChoice(argument.value, of: id, on: named)
      }
      guard fitting.count == 1 else {
        throw SettingProblem(
          "'\(argument.value)' could be a value of \(fitting.map { "'\($0.name)'" }.joined(separator: " or "))",
          remedy: "write it as \(axis.name): \(argument.value)", kind: .unresolved, span: argument.value.span)
      }
      selectors.append(Selector(axis: axis.name, value: argument.value))
    }
    return selectors
  }
}

extension Value {
  /// What a chapter defines, called as the author calls it: its canonical value begins with the equations themselves.
  func named(after given: Value) -> Value {
    guard case .call(let head, let own) = kind else { return self }
    let isDefined = head == "equations" && own.first?.label == "text"
    guard let name = isDefined ? given.head : head else { return self }
    let arguments = (isDefined ? Array(own.dropFirst()) : own).map { argument in
      var argument = argument
      if let written = given.arguments.first(where: { $0.label == argument.label }) {
        argument.value = argument.value.named(after: written.value)
      }
      return argument
    }
    return arguments.isEmpty ? Value(.name(name)) : Value(.call(name, arguments))
  }
}

/// One value of one axis, as chosen in `[gru, error: squared]`.
package struct Selector: Sendable {
  var axis: String
  var value: Value
}

extension Curve {
  /// The curve that a measure of training gives; nil for a measure that is a number.
  package init?(_ measure: Measure) {
    guard let x = measure.abscissa else { return nil }
    self.init(Self.words(of: measure.name), x: x, y: measure.label)
  }

  /// "learned memory" of "learnedMemory".
  private static func words(of name: String) -> String {
    name.reduce(into: "") { words, letter in words += letter.isUppercase ? " \(letter.lowercased())" : "\(letter)" }
  }
}
