import Basics
import Settings

extension SettingProblem: ExplainedError {
  package var description: String { remedy.map { "\(message) (\($0))" } ?? message }
}
