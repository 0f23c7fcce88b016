import DataFiles
import Definitions
import Programs
import Settings
import Theorems
import Training

/// Jobs from what was written down of them.
///
/// It extends no `Job`: runs would need this file then, and with it the code of every theorem.
package enum JobReading {
  /// The job that has a subject and a seed, as an earlier one told them, `training(…)` or `theorem(…)`.
  ///
  /// - Throws: the first mistake in the settings, as of a thing that this program does not have.
  package static func job(
    of subject: Value, seed: Int?, title: String, programs: ProgramPermission = .none
  ) throws(SettingProblem) -> Job {
    if subject.head == "program", let seed {
      return try ProgramReading.job(of: subject, seed: seed, title: title, permission: programs)
    }
    if subject.head == "training", let seed {
      guard (0...Int(UInt32.max)).contains(seed) else {
        throw SettingProblem(
          "\(seed) is not a seed", remedy: "a seed is a whole number from 0 to \(UInt32.max)",
          kind: .unsuitable, span: subject.span)
      }
      let files = StoredSeries()
      let settings = Settings(
        owner: "training", arguments: subject.arguments, files: files, additions: StoredDefinitions())
      let run = TrainingRun(settings: settings)
      if let problem = files.failure { throw problem }
      if let problem = settings.finish().first { throw problem }
      return TrainingJob(run, settings: settings.record).job(seed: seed, title: title)
    }
    if subject.head == "gradient", seed == nil, let given = subject.arguments.first?.value {
      let settings = Settings(owner: "equations", arguments: given.arguments)
      let model = DefinedModel(settings: settings)
      if let problem = settings.finish().first { throw problem }
      return GradientJob.job(model, settings: given, title: GradientJob.model(in: title))
    }
    if subject.head == "theorem", seed == nil, let theorem = subject.arguments.first?.value {
      return TheoremJob.job(try Catalogue.theorems.make("\(theorem)"), settings: theorem, title: title)
    }
    throw SettingProblem(
      "'\(subject.head ?? "\(subject)")' is not a computation of this program", remedy: "plan it again with this one",
      kind: .unknownName, span: subject.span)
  }
}
