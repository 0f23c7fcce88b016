import Basics
import Foundation

/// A Kubernetes Indexed Job, for `kubectl apply -f -`.
package struct KubernetesEngine: SweepEngine {

  package init() {}
  package static let name = "kubernetes"
  package static let summary = "writes an Indexed Job for 'kubectl apply -f -'"

  /// An Indexed Job is one whatever its size.
  package func arraySize(_ site: ClusterSite) -> Int { site.mostJobs }

  package func submit(_ submission: SweepSubmission) throws -> (output: String, remark: String) {
    (
      try Self.manifest(of: submission),
      "nothing is submitted: hand this to 'kubectl apply -f -', and when the job is done collect with "
        + ShellText.command(["report"] + submission.collection)
    )
  }

  /// A path below this folder as a container finds it.
  private static func inside(_ path: String, _ submission: SweepSubmission) -> String {
    path.hasPrefix(submission.directory + "/")
      ? submission.site.mount + path.dropFirst(submission.directory.count) : path
  }

  /// YAML; a word is a string between double quotes, as JSON writes it.
  static func manifest(of submission: SweepSubmission) throws -> String {
    let site = submission.site
    func quoted(_ text: String) throws -> String { String(decoding: try ResultCoder.encode(text), as: UTF8.self) }
    let resources = ["cpu: \"\(site.cores)\""] + (site.memory.isEmpty ? [] : ["memory: \(try quoted(site.memory))"])
    let command = [site.program ?? "report"] + submission.arguments(offset: 0).map { inside($0, submission) }
    let words = try command.map { "        - \(try quoted($0))" }.joined(separator: "\n")
    let requests = resources.map { "            \($0)" }.joined(separator: "\n")
    return """
      apiVersion: batch/v1
      kind: Job
      metadata:
        name: report-\(submission.id)
      spec:
        completionMode: Indexed
        completions: \(submission.layout.jobs)
        parallelism: \(min(site.throttle ?? submission.layout.jobs, submission.layout.jobs))
        backoffLimitPerIndex: 3
        podFailurePolicy:
          rules:
          - action: Ignore
            onPodConditions:
            - type: DisruptionTarget
        template:
          spec:
            restartPolicy: Never
            terminationGracePeriodSeconds: 60
            containers:
            - name: report
              image: \(try quoted(site.image))
              workingDir: \(try quoted(site.mount))
              command:
      \(words)
              resources:
                requests:
      \(requests)
              volumeMounts:
              - name: work
                mountPath: \(try quoted(site.mount))
            volumes:
            - name: work
              persistentVolumeClaim:
                claimName: \(try quoted(site.claim))

      """
  }
}
