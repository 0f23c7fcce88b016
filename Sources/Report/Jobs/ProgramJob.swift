import Basics
import Programs
import Results
import Settings

/// The job of running a program of the book from one seed.
package enum ProgramJob {
  package static func job(_ run: ProgramRun, seed: Int, title: String, permission: ProgramPermission) -> Job {
    let request = ProgramRequest(run)
    var job = Job(subject: run.subject, seed: seed, title: title, cost: 1e12, code: .outside) { control in
      try ResultCoder.encode(run.compute(seed: seed, control))
    }
    job.threads = run.limits.threads
    job.request = request.parts
    job.refusal = permission.allows(request) ? nil : JobFailure.notAllowed.reason
    if let version = run.version { job.surroundings = { version.text } }
    return job
  }
}

extension ProgramRequest {
  /// What must be allowed for a run.
  package init(_ run: ProgramRun, version: String? = nil) {
    self.init(
      command: run.command.text,
      files: run.files.map { "\($0.place), \($0.bytes.count) bytes, SHA-256 \($0.checksum)" },
      version: version ?? run.version?.command.text ?? "",
      texts: run.settings.compactMap { setting in
        if case .number = setting.value.kind { nil } else { "\(setting.label ?? ""): \(setting.value.text)" }
      })
  }
}
