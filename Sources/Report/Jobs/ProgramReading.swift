import Foundation
import Programs
import Settings

/// Runs of programs from what was written down of them.
package enum ProgramReading {
  /// The job of a run, with its files read again from the current folder.
  ///
  /// - Throws: what is wrong with the text, or a file that is not as it was.
  package static func job(
    of subject: Value, seed: Int, title: String, permission: ProgramPermission
  ) throws(SettingProblem) -> Job {
    func part(_ name: String) -> Value? { subject.arguments.first { $0.label == name }?.value }
    func list(_ name: String) -> [Value] { if case .list(let values)? = part(name)?.kind { values } else { [] } }
    guard let command = part("command") else {
      throw SettingProblem(
        "this run has no command", remedy: "plan it again", kind: .missingSetting, span: subject.span)
    }
    var files: [ProgramFile] = []
    for value in list("files") { files.append(try file(value)) }
    let settings = part("settings")?.arguments ?? []
    var run = ProgramRun(
      command: try CommandTemplate(parsing: command.text), files: files, settings: settings,
      numbers: list("numbers").map(\.text), curves: list("curves").map(\.text), limits: ProgramLimits())
    if let version = part("version") {
      let template = try CommandTemplate(parsing: version.text)
      let request = ProgramRequest(run, version: template.text)
      run.version = ProgramVersion(template, files: files, isAllowed: permission.allows(request))
    }
    return ProgramJob.job(run, seed: seed, title: title, permission: permission)
  }

  private static func file(_ value: Value) throws(SettingProblem) -> ProgramFile {
    func text(_ label: String?) -> String { value.arguments.first { $0.label == label }?.value.text ?? "" }
    guard let data = FileManager.default.contents(atPath: text(nil)) else {
      throw SettingProblem(
        "'\(text(nil))' cannot be read", remedy: "run it from the folder of the project", kind: .unresolved,
        span: value.span)
    }
    let file = ProgramFile(place: text("place"), path: text(nil), bytes: Array(data))
    guard file.checksum == text("checksum") else {
      throw SettingProblem(
        "'\(text(nil))' is not the file that it was", remedy: "plan it again", kind: .unresolved, span: value.span)
    }
    return file
  }
}
