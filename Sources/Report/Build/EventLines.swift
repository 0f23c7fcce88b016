import Basics
import Foundation
import Jobs
import Synchronization

/// Events as lines of JSON, for other programs.
package final class EventLines: ProgressReporter {
  private struct Line: Encodable {
    var event: String
    var title: String?
    var key: String?
    var reason: String?
    var expectedSeconds: Double?
    var jobs: Int?
    var reused: Int?
    var share: Double?
    var seconds: Double?
    var failure: String?
    var isShared: Bool?
    var message: String?
  }

  private let jobs = Mutex<[BuildEvent.Planned]>([])
  private let write: @Sendable (String) -> Void

  package init(write: @escaping @Sendable (String) -> Void) { self.write = write }

  package func report(_ event: BuildEvent) {
    jobs.withLock { jobs in
      if case .planned(let planned, _) = event { jobs = planned }
      for line in Self.lines(for: event, jobs) {
        if let data = try? ResultCoder.encode(line) { write(String(decoding: data, as: UTF8.self) + "\n") }
      }
    }
  }

  private static func lines(for event: BuildEvent, _ jobs: [BuildEvent.Planned]) -> [Line] {
    switch event {
    case .planned(let planned, let reused):
      [Line(event: "plan", jobs: planned.count, reused: reused)]
        + planned.map {
          Line(event: "planned", title: $0.title, key: $0.key, reason: $0.reason, expectedSeconds: $0.seconds)
        }
    case .started(let job): [Line(event: "started", title: jobs[job].title, key: jobs[job].key)]
    case .advanced(let job, let share): [Line(event: "advanced", key: jobs[job].key, share: share)]
    case .waiting(let job): [Line(event: "waiting", title: jobs[job].title, key: jobs[job].key)]
    case .finished(let job, let seconds, let failure, let isShared):
      [
        Line(
          event: "finished", title: jobs[job].title, key: jobs[job].key, seconds: seconds, failure: failure,
          isShared: isShared)
      ]
    case .warning(let message): [Line(event: "warning", message: message)]
    case .ended: [Line(event: "ended")]
    }
  }
}
