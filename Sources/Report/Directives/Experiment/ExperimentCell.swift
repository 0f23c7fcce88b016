import Jobs
import Programs
import Settings
import Training

extension ExperimentDirective {
  /// What makes the runs of a cell.
  enum Work: Sendable {
    case training(TrainingRun, TrainingJob)
    case program(ProgramRun)

    var training: TrainingRun? { if case .training(let run, _) = self { run } else { nil } }

    /// The canonical text of what is run, all but its seed.
    var text: String {
      switch self {
      case .training(_, let job): job.canonical
      case .program(let run): run.subject.description
      }
    }

    func job(seed: Int, title: String, permission: ProgramPermission) -> Job {
      switch self {
      case .training(_, let job): job.job(seed: seed, title: title)
      case .program(let run): ProgramJob.job(run, seed: seed, title: title, permission: permission)
      }
    }
  }

  /// One combination of settings, which is run once for each seed.
  package struct Cell: Sendable {
    let work: Work
    package var run: TrainingRun? { work.training }
    /// The settings of the run with all defaults, seeds excluded.
    let settings: [Argument]
    package var description: String { work.text }
    package let title: String
    /// The settings that are numbers, by path, so that sentences can cite them.
    let constants: [String: Double]
  }
}
