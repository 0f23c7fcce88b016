/// Shows the scripts for Slurm and how they would be submitted.
package struct PrintEngine: SweepEngine {

  package init() {}
  package static let name = "print"
  package static let summary = "shows the scripts for Slurm and submits nothing"

  package func submit(_ submission: SweepSubmission) throws -> (output: String, remark: String) {
    let scripts = SlurmScripts(submission: submission)
    var text = ""
    for (name, part) in zip(scripts.names, submission.layout.parts) {
      text += "# \(name), for: sbatch --parsable \(name)\n\(scripts.array(part))\n"
    }
    let jobs = scripts.names.indices.map { "JOB\($0 + 1)" }.joined(separator: ":")
    text += "# collect.sh, for: sbatch --dependency=afterany:\(jobs) collect.sh\n\(scripts.collection)"
    return (text, "nothing is submitted; --engine slurm does it")
  }
}
