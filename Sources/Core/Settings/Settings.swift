/// The settings given to one thing; reading one declares it, with its default, what is allowed and its help.
///
/// A mistake does not stop the reading: it is noted in `problems` and the default is returned, so that an author sees
/// every mistake at once. Call `finish()` last: it notes the settings that nothing read.
package final class Settings {
  /// The author's word for the thing that reads, `linear-rnn`.
  package let owner: String
  /// Bytes of the owner in the text, where a missing setting is reported.
  package let span: Range<Int>
  /// The path of settings that leads here, `task.memory`, empty at the top.
  let path: String
  /// Where lists in place of single values are taken apart; without it such a list is a mistake.
  let grid: Grid?
  /// Where files that settings name are read; nil where none can be.
  package let files: (any SeriesFiles)?
  /// What a book adds to the catalogues.
  package let additions: (any CatalogueAdditions)?
  /// What the owner stands for: its canonical head and first argument.
  private var origin: (head: String, argument: Argument)?
  private let arguments: [Argument]
  /// Names of settings whose values could not be read; of these nothing more is said.
  private let unreadable: Set<String>
  private var read: Set<Int> = []
  package private(set) var problems: [SettingProblem] = []
  package private(set) var declarations: [Declaration] = []
  /// Every setting read with its canonical text, defaults included, in the order of reading.
  package private(set) var record: [Argument] = []

  package init(
    owner: String, arguments: [Argument], unreadable: Set<String> = [], span: Range<Int> = 0..<0, path: String = "",
    grid: Grid? = nil, files: (any SeriesFiles)? = nil, additions: (any CatalogueAdditions)? = nil
  ) {
    self.files = files
    self.additions = additions
    self.unreadable = unreadable
    self.owner = owner
    self.arguments = arguments
    self.span = span
    self.path = path
    self.grid = grid
  }

  /// The owner with every setting it read, defaults included: two things with equal canonical values are the same.
  package var canonical: Value {
    if let origin { return Value(.call(origin.head, [origin.argument] + record)) }
    return record.isEmpty ? Value(.name(owner)) : Value(.call(owner, record))
  }

  /// Lets the canonical value be a call of `head` that begins with `argument`, whatever the author calls the owner.
  package func standFor(_ head: String, _ argument: Argument) { origin = (head, argument) }

  /// Takes every setting as read, of something that has a mistake already.
  package func acceptAll() { read = Set(arguments.indices) }

  /// Notes a mistake.
  package func report(_ problem: SettingProblem) { problems.append(problem) }

  /// Notes what was given and never read, and returns all problems.
  package func finish() -> [SettingProblem] {
    for (index, argument) in arguments.enumerated() where !read.contains(index) {
      if let label = argument.label {
        let remedy = Suggestion.remedy(for: label, among: declarations.map(\.name))
        report(
          SettingProblem(
            "'\(owner)' has no setting '\(label)'", remedy: remedy, kind: .unknownSetting, span: argument.labelSpan))
      } else {
        report(
          SettingProblem(
            "'\(argument.value)' has no name", remedy: "write it as name: value", kind: .unknownSetting,
            span: argument.value.span))
      }
    }
    read = Set(arguments.indices)
    return problems
  }

  /// Whether the author gave `name`.
  package func has(_ name: String) -> Bool { arguments.contains { $0.label == name } }

  /// Reads a setting of any kind: `convert` gives nil, or throws, for a value that is not allowed.
  ///
  /// `singular` settings take one value, so a list of them spans a grid.
  package func value<T>(
    _ name: String, default fallback: T, text: String, required: Bool = false, allowed: String, help: String,
    singular: Bool = true, choices: [String] = [], canonical: (T) -> Value,
    convert: (Value) throws(SettingProblem) -> T?
  ) -> T {
    declarations.append(
      Declaration(
        name: name, fallback: required ? nil : text, example: text, allowed: allowed, help: help, choices: choices))
    guard var given = take(name) else {
      if required, !unreadable.contains(name) {
        report(
          SettingProblem(
            "'\(owner)' needs '\(name)'", remedy: "add \(name): \(text)", kind: .missingSetting, span: span))
      }
      record.append(Argument(label: name, value: canonical(fallback)))
      return fallback
    }
    if singular, let grid, case .list(let values) = given.kind {
      guard let chosen = grid.choose(values, of: given, path: childPath(name), problems: &problems) else {
        record.append(Argument(label: name, value: canonical(fallback)))
        return fallback
      }
      given = chosen
    }
    do {
      if let result = try convert(given) {
        record.append(Argument(label: name, value: canonical(result)))
        return result
      }
      report(
        SettingProblem(
          "'\(name)' cannot be \(given)", remedy: "it takes \(allowed)", kind: .unsuitable, span: given.span))
    } catch {
      report(error)
    }
    record.append(Argument(label: name, value: canonical(fallback)))
    return fallback
  }

  func childPath(_ name: String) -> String { path.isEmpty ? name : "\(path).\(name)" }

  /// The argument labelled `name`, or the first one without a label if this is the first setting read.
  private func take(_ name: String) -> Value? {
    let index =
      arguments.firstIndex { $0.label == name }
      ?? (declarations.count == 1 ? arguments.firstIndex { $0.label == nil } : nil)
    guard let index else { return nil }
    read.insert(index)
    return arguments[index].value
  }
}
