/// Something that happens while jobs are carried out.
package enum BuildEvent: Sendable {
  /// A job to be computed.
  package struct Planned: Sendable {
    package var title: String
    package var key: String
    package var cost: Double
    /// How long it will take by what is known of earlier ones; nil where nothing is.
    package var seconds: Double?
    /// Why it is not taken from the store.
    package var reason: String
  }

  /// These jobs are to be computed, and so many were found in the store.
  case planned([Planned], reused: Int)
  case started(job: Int)
  /// The share of a job that is done, from 0 to 1.
  case advanced(job: Int, share: Double)
  /// Another process computes the job.
  case waiting(job: Int)
  /// With the reason if the job failed; `isShared` where another process computed it.
  case finished(job: Int, seconds: Double, failure: String?, isShared: Bool)
  case warning(String)
  case ended
}

/// Hears how far the jobs are; called from several threads.
package protocol ProgressReporter: Sendable {
  /// Takes in an event; it is called from several threads.
  func report(_ event: BuildEvent)
}

extension ProgressReporter {
  package func warn(_ message: String) { report(.warning(message)) }
}
