import Basics
import Definitions
import Settings
import Store

/// The job of holding the gradient of a defined model against differences.
package enum GradientJob {
  struct Failure: ExplainedError {
    let description: String
  }

  /// What follows the name of the model in the title of the job.
  private static let ending = ": gradient"

  /// The name of the model in the title of a job.
  static func model(in title: String) -> String {
    title.hasSuffix(ending) ? String(title.dropLast(ending.count)) : title
  }

  package static func job(_ model: ModelDefinition, title: String) -> Job {
    let settings = Settings(owner: "equations", arguments: [])
    settings.standFor("equations", Argument(label: "text", value: Value(.string(model.definition.canonical))))
    let made = DefinedModel(model, settings)
    return job(made, settings: settings.canonical, title: title)
  }

  /// `settings` is the model with all of its settings, and `title` its name.
  static func job(_ model: DefinedModel, settings: Value, title: String) -> Job {
    Job(
      subject: Value(.call("gradient", [Argument(value: settings)])), seed: nil, title: title + ending, cost: 1e7,
      code: CodeNeed(of: Self.self, using: settings)
    ) { _ in
      let check = model.gradientCheck()
      if let thing = check.notFinite {
        throw Failure(
          description: "\(thing) of the model '\(title)' is not a finite number: bound its equations or initial values")
      }
      guard check.holds else {
        throw Failure(
          description:
            "the gradient of the model '\(title)' differs from central differences by \(check.largestDifference) of its norm, "
            + "more than \(GradientCheck.tolerance): smooth its equations near the initial values")
      }
      return try ResultCoder.encode(check)
    }
  }
}
