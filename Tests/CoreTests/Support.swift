import Foundation

@testable import Settings
@testable import Training

/// Whether laws are tried on all of their cases, and not only on a share from everywhere.
let isWhole = ProcessInfo.processInfo.environment["REPORT_WHOLE"] != nil

/// Each entry of `catalogue` as a chapter would write it, with the settings that must be given.
func examples<Element>(of catalogue: Catalogue<Element>) -> [String] {
  catalogue.entries.map { example(of: $0.name, in: catalogue) }
}

/// The examples, and one more for each word that a setting of an entry may choose instead of its default and for a second
/// layer where one is the default.
func variants<Element>(of catalogue: Catalogue<Element>) -> [String] {
  catalogue.entries.flatMap { entry in
    let chosen = catalogue.declarations(of: entry.name).flatMap { setting in
      let words = setting.choices + (setting.name == "layers" && setting.fallback == "1" ? ["2"] : [])
      return words.filter { $0 != setting.fallback }.map { "\(setting.name): \($0)" }
    }
    return ([nil] + chosen).map { example(of: entry.name, in: catalogue, with: $0) }
  }
}

private func example<Element>(of name: String, in catalogue: Catalogue<Element>, with setting: String? = nil) -> String
{
  let required = catalogue.declarations(of: name).filter { $0.fallback == nil }.map { "\($0.name): \($0.example)" }
  let settings = (required + [setting].compactMap { $0 }).joined(separator: ", ")
  return settings.isEmpty ? name : "\(name)(\(settings))"
}

/// The run with the settings written in `text`, "steps: 10, batch: 16", and what is wrong with them.
func trainingRun(_ text: String, seed: UInt64 = 1) throws -> (run: TrainingRun, problems: [SettingProblem]) {
  let settings = Settings(owner: "run", arguments: try Value(parsing: "run(\(text))").arguments)
  let run = TrainingRun(settings: settings, seed: seed)
  return (run, settings.finish())
}

/// The first mistake in `text` as a message, its remedy and the text that it points at.
func complaint<Element>(about text: String, in catalogue: Catalogue<Element>) -> [String] {
  do {
    _ = try catalogue.make(text)
    return []
  } catch {
    let bytes = Array(text.utf8)
    return [
      error.message, error.remedy ?? "",
      String(decoding: bytes[error.span.clamped(to: 0..<bytes.count)], as: UTF8.self),
    ]
  }
}
