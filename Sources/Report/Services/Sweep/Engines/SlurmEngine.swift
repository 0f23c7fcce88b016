import Basics
import Files
import Foundation

/// Slurm: writes the scripts into the folder of the sweep and submits them.
package struct SlurmEngine: SweepEngine {

  package init() {}
  package static let name = "slurm"
  package static let summary = "submits arrays of jobs, and a build that waits for them"

  package func check() throws {
    if ExternalProgram.run(["sbatch", "--version"]) == nil {
      throw SweepProblem(
        "Slurm is not installed on this machine ('sbatch' is missing); go to a login node of the cluster, or see the scripts "
          + "with --engine print")
    }
  }

  /// What the cluster allows; else what the site says.
  package func arraySize(_ site: ClusterSite) -> Int {
    guard let answer = ExternalProgram.run(["scontrol", "show", "config"]), answer.code == 0,
      let line = answer.output.split(separator: "\n").first(where: { $0.hasPrefix("MaxArraySize") }),
      let size = line.split(separator: "=").last.flatMap({ Int($0.trimmed) }), size > 1
    else { return site.arraySize }
    return size - 1
  }

  package func submit(_ submission: SweepSubmission) throws -> (output: String, remark: String) {
    let scripts = SlurmScripts(submission: submission)
    let folder = SweepFolder(ofList: submission.list)
    try FolderPath.make(folder.logs.path)
    var jobs: [String] = []
    for (name, part) in zip(scripts.names, submission.layout.parts) {
      try folder.write(scripts.array(part), to: name)
      jobs.append(try Self.submit([folder.url.appending(path: name).path], after: jobs))
    }
    try folder.write(scripts.collection, to: "collect.sh")
    let file = folder.url.appending(path: "collect.sh")
    let collection = try Self.submit(["--dependency=afterany:\(jobs.joined(separator: ":"))", file.path], after: jobs)
    let arrays = "\(jobs.count == 1 ? "array" : "arrays") \(jobs.joined(separator: ", "))"
    return (
      (jobs + [collection]).map { $0 + "\n" }.joined(),
      "submitted \(Words.count(submission.layout.jobs, "job")) as \(arrays); the report follows as job \(collection)"
    )
  }

  /// The number of the job; cancels those before it where Slurm refuses it, so that a sweep is submitted whole or not.
  private static func submit(_ arguments: [String], after jobs: [String]) throws -> String {
    let answer = ExternalProgram.run(["sbatch", "--parsable"] + arguments)
    // "1234", or "1234;cluster" where there are several.
    if let answer, answer.code == 0, let job = answer.output.split(whereSeparator: { ";\n".contains($0) }).first {
      return String(job)
    }
    if !jobs.isEmpty { _ = ExternalProgram.run(["scancel"] + jobs) }
    let reason = answer?.error.trimmed ?? "sbatch cannot be started"
    throw SweepProblem("Slurm takes no job: \(reason); nothing is submitted")
  }
}
