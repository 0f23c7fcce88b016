import DataFiles
import Jobs
import Programs
import Settings
import Source
import Syntax

/// What an experiment says of the program that makes its runs.
struct ProgramSettings {
  /// The option names that are none of the program's own settings.
  static let reserved: Set<String> = [
    "run", "seeds", "numbers", "curves", "version", "threads", "time", "memory",
  ]

  private let command: (text: Value, template: CommandTemplate)?
  private let fileNames: [Value]
  private let numbers: [Value]
  private let curves: [Value]
  private let version: (text: Value, template: CommandTemplate)?
  private var limits = ProgramLimits()
  /// Whether the experiment is one of a program.
  let isGiven: Bool

  init(_ settings: Settings) {
    isGiven = settings.has("run")
    let call = settings.value(
      "run", default: nil, text: "", allowed: #"program(command: "python3 train.py --rate {rate}", files: [train.py])"#,
      help: "the program that makes the runs, in place of this one", singular: false,
      canonical: { $0.map { (call: Call) in call.value } ?? Value(.name("training")) }
    ) { given throws(SettingProblem) -> Call?? in
      guard given.head == "program" else { return nil }
      return .some(try Call(given))
    }
    (command, fileNames) = (call?.command, call?.files ?? [])
    numbers = settings.names(
      "numbers", default: "", allowed: "a name or a list of such", help: "of a program, the numbers of its answer"
    ).compactMap(\.given)
    curves = settings.names(
      "curves", default: "", allowed: "a name or a list of such", help: "of a program, the curves of its answer"
    ).compactMap(\.given)
    let versionText = settings.texts(
      "version", example: #""python3 --version""#,
      help: "a command whose output is added to the keys of a program's results")
    var version: (text: Value, template: CommandTemplate)?
    if let text = versionText.first {
      do throws(SettingProblem) {
        version = (text, try CommandTemplate(parsing: text.text, base: text.span.lowerBound + 1))
      } catch { settings.report(error) }
    }
    self.version = version
    limits.threads = settings.count(
      "threads", default: 1, 1...1024, help: "how many of the jobs at a time a run of a program counts for")
    limits.seconds = settings.number(
      "time", default: 3600, .positive, help: "seconds after which a run of a program is ended")
    limits.memory = settings.optionalNumber("memory", .positive, help: "the gigabytes that a program may use")
      .map { Int(min($0 * 1e9, 1e15)) }
  }

  private struct Call {
    var command: (text: Value, template: CommandTemplate)
    var files: [Value]
    var value: Value

    init(_ given: Value) throws(SettingProblem) {
      value = given
      let settings = Settings(owner: "program", arguments: given.arguments, span: given.span)
      let text = settings.value(
        "command", default: Value(.string("")), text: "\"python3 train.py\"", required: true,
        allowed: "text between quotes", help: "the command", singular: false, canonical: { $0 }
      ) { value in if case .string = value.kind { value } else { nil } }
      files = settings.value(
        "files", default: [], text: "", allowed: "a path or a list of such", help: "the files that it is given",
        singular: false, canonical: { Value(.list($0)) }
      ) { value in
        var items = [value]
        if case .list(let list) = value.kind { items = list }
        return items.allSatisfy { item in
          switch item.kind {
          case .name, .string: true
          default: false
          }
        } ? items : nil
      }
      if let problem = settings.finish().first { throw problem }
      command = (text, try CommandTemplate(parsing: text.text, base: text.span.lowerBound + 1))
    }
  }

  /// The files, read once for all cells; mistakes are left in `reading`.
  func files(_ reading: DirectiveReading) -> [ProgramFile] {
    var files: [ProgramFile] = []
    for (name, path) in fileNames.flatMap({ name in paths(of: name, reading).map { (name, $0) } }) {
      guard let content = reading.content(ofFile: path, at: name.span, most: DataFile.largest) else { continue }
      let place = ProgramFile.place(of: path)
      if files.contains(where: { $0.place == place }) || ["settings.json", "result.json"].contains(place) {
        reading.report(
          SettingProblem(
            "two files would be '\(place)' in the folder of a run", remedy: "rename one of them", kind: .repeated,
            span: name.span))
      }
      files.append(ProgramFile(place: place, path: content.path, bytes: content.bytes))
    }
    return files
  }

  /// The file that the author names, or all files below the folder.
  private func paths(of name: Value, _ reading: DirectiveReading) -> [String] {
    do throws(ProjectFiles.Refusal) {
      guard let names = try reading.scope.files.names(inFolder: name.text, beside: reading.call.file) else {
        return [name.text]
      }
      if names.isEmpty {
        reading.report(
          SettingProblem(
            "the folder '\(name.text)' holds no files", remedy: "name another", kind: .unsuitable, span: name.span))
      }
      return names.map { "\(name.text)/\($0)" }
    } catch {
      reading.note(error.diagnostic(in: reading.call.file, at: name.span))
      return []
    }
  }

  /// The run of one cell; nil without a command.
  func run(
    _ own: [Argument], files: [ProgramFile], version known: ProgramVersion?, _ reading: DirectiveReading
  ) -> ProgramRun? {
    guard let command else { return nil }
    let names = own.compactMap(\.label) + ["seed"]
    for name in command.template.settings where !names.contains(name) {
      reading.report(
        SettingProblem(
          "the command names '\(name)', which is not a setting here",
          remedy: Suggestion.remedy(for: name, among: names), kind: .unknownName,
          span: command.text.span))
    }
    for setting in version?.template.settings ?? [] {
      reading.report(
        SettingProblem(
          "the command of the version cannot use the setting '\(setting)'", remedy: "write it without braces",
          kind: .unsuitable, span: version?.text.span ?? reading.call.nameSpan))
    }
    var run = ProgramRun(
      command: command.template, files: files, settings: own, numbers: numbers.map(\.description),
      curves: curves.map(\.description), limits: limits)
    if let version {
      let request = ProgramRequest(run, version: version.template.text)
      run.version =
        known ?? ProgramVersion(version.template, files: files, isAllowed: reading.scope.programs.allows(request))
    }
    return run
  }

  /// What the runs offer.
  var offeredNumbers: [String] { numbers.map(\.description) }
  var offeredCurves: [String] { curves.map(\.description) }

  /// Mistakes in what goes together.
  func check(_ reading: DirectiveReading) {
    let given = reading.call.options.map(\.name)
    if isGiven {
      if command != nil, numbers.isEmpty, curves.isEmpty {
        reading.report(
          SettingProblem(
            "nothing says what the program answers", remedy: "add numbers: loss, or curves: loss",
            kind: .missingSetting, span: reading.span(of: "run")))
      }
      return
    }
    for name in ["numbers", "curves", "version", "threads", "time", "memory"] where given.contains(name) {
      reading.report(
        SettingProblem(
          "'\(name)' applies only to a program", remedy: "add run: program(…), or remove it", kind: .incompatible,
          span: reading.span(of: name)))
    }
  }

  /// The options of a call that are settings of the program, each one value of the present cell.
  static func own(_ settings: Settings, _ reading: DirectiveReading) -> [Argument] {
    var own: [Argument] = []
    let others = reserved.union(SampledSettings.ownSettings)
    for option in reading.call.options where !others.contains(option.name) {
      let value = settings.value(
        option.name, default: Value(.string("")), text: "", allowed: "a number, a name, a text, or a list of such",
        help: "a setting of the program", canonical: { $0 }
      ) { given in
        switch given.kind {
        case .number, .name, .string: given
        default: nil
        }
      }
      if option.name == "seed" {
        reading.report(
          SettingProblem(
            "'seed' is the seed of each run", remedy: "write seeds: 1...5", kind: .unknownSetting,
            span: option.nameSpan))
      } else {
        own.append(Argument(label: option.name, value: value))
      }
    }
    return own
  }
}
