import Basics
import Foundation

/// The scripts of a sweep for Slurm: arrays of jobs, and a build that collects what they leave.
///
/// Slurm signals the script alone, which hands the signal on and waits. The program then leaves a checkpoint and ends, and
/// the job queues again.
struct SlurmScripts {
  let submission: SweepSubmission

  /// Seconds before the limit of time at which a job is told; Slurm may tell it a minute earlier.
  private var lead: Int { min(90, submission.timeLimit * 60 / 2) }

  /// How often a job whose program was killed, as for want of memory, is queued again.
  private static let mostRestarts = 3

  var names: [String] { submission.layout.parts.indices.map { "array-\($0 + 1).sh" } }

  /// The script of an array.
  func array(_ part: SweepLayout.Part) -> String {
    let site = submission.site
    let throttle = site.throttle.map { "%\(max(1, $0 / submission.layout.parts.count))" } ?? ""
    let options =
      [
        "--job-name=report-\(submission.id)", "--array=0-\(part.count - 1)\(throttle)",
        "--output=\(path("logs/%A_%a.txt"))", "--open-mode=append", "--requeue", "--signal=B:USR1@\(lead)",
        "--time=\(submission.timeLimit)", "--cpus-per-task=\(site.cores)",
      ] + siteOptions
    return """
      \(head(options))
      trap 'kill -USR1 $run' USR1
      trap 'kill -TERM $run' TERM
      \(ShellText.command([submission.program] + submission.arguments(offset: part.offset))) &
      run=$!
      while kill -0 $run 2>/dev/null; do wait $run; done
      wait $run
      code=$?

      # Killed as for want of memory, it is queued again a few times; after its time it goes on from its checkpoint.
      # One job of an array has the number of the array, by which all of them would be queued again.
      job=${SLURM_ARRAY_JOB_ID}_$SLURM_ARRAY_TASK_ID
      if [ $code -eq 138 ]; then
        echo "its time is up, and it is queued again"
        scontrol requeue "$job"
      elif [ $code -eq 137 ] && [ ${SLURM_RESTART_COUNT:-0} -lt \(Self.mostRestarts) ]; then
        echo "its program was killed, and it is queued again"
        scontrol requeue "$job"
      fi
      exit $code

      """
  }

  /// The script of the build that collects.
  var collection: String {
    let options =
      ["--job-name=report-\(submission.id)", "--output=\(path("logs/collect-%j.txt"))", "--time=60"] + siteOptions
    return """
      \(head(options))
      exec \(ShellText.command([submission.program] + submission.collection))

      """
  }

  private var siteOptions: [String] {
    let site = submission.site
    return ["--chdir=\(quoted(submission.directory))"]
      + [("partition", site.partition), ("account", site.account), ("mem", site.memory)]
      .filter { !$0.1.isEmpty }.map { "--\($0.0)=\(quoted($0.1))" } + site.options
  }

  private func head(_ options: [String]) -> String {
    let lines = ["#!/bin/bash"] + options.map { "#SBATCH \($0)" } + [""]
    let modules = submission.site.modules
    let load = modules.isEmpty ? [] : ["module load " + modules.map(ShellText.quoted).joined(separator: " ")]
    return (lines + load + submission.site.setup).joined(separator: "\n")
  }

  /// A path in the sweep's folder, in whose other parts a percent sign means itself.
  private func path(_ name: String) -> String {
    quoted(submission.folder.replacing("%", with: "%%") + "/" + name)
  }

  /// A word as #SBATCH lines take it.
  private func quoted(_ word: String) -> String {
    word.contains { " \t\"'#;\\".contains($0) } ? "\"" + word.replacing(/["\\]/) { "\\\($0.output)" } + "\"" : word
  }
}
