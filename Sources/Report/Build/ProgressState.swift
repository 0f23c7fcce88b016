import Jobs

/// How far a set of jobs is, and how long the rest will take.
package struct ProgressState: Sendable {
  private(set) var jobs: [BuildEvent.Planned] = []
  private(set) var running: [Int] = []
  package private(set) var finished = 0
  private(set) var failed = 0
  /// Expected seconds of each job where all are known, else the relative cost.
  private var weights: [Double] = []
  private var shares: [Double] = []
  /// The sum of the weights, and that of their shares: every step of a run asks for them, of however many jobs.
  private var total = 0.0
  private var done = 0.0
  private var isLearned = false
  private let workers: Int

  package init(jobs: [BuildEvent.Planned] = [], workers: Int = 1) {
    self.jobs = jobs
    self.workers = max(1, min(workers, jobs.count))
    isLearned = jobs.allSatisfy { $0.seconds != nil }
    weights = jobs.map { isLearned ? max($0.seconds ?? 0, 1e-3) : max($0.cost, 1) }
    shares = jobs.map { _ in 0 }
    total = weights.reduce(0, +)
  }

  package var count: Int { jobs.count }

  /// The share of all work that is done, from 0 to 1.
  package var share: Double { total > 0 && finished < count ? min(done / total, 1) : 1 }

  package mutating func start(job: Int) { if !running.contains(job) { running.append(job) } }

  package mutating func advance(job: Int, to share: Double) { set(job, to: min(max(share, shares[job]), 0.999)) }

  private mutating func set(_ job: Int, to share: Double) {
    done += weights[job] * (share - shares[job])
    shares[job] = share
  }

  package mutating func finish(job: Int, failed: Bool) {
    set(job, to: 1)
    finished += 1
    running.removeAll { $0 == job }
    if failed { self.failed += 1 }
  }

  /// Seconds left: from what jobs took before, corrected by how fast this build has been; without earlier jobs, from the
  /// rate so far, and nil before there is one.
  func secondsLeft(after elapsed: Double) -> Double? {
    let hasRate = share > 0.01 && elapsed > 0.5
    guard isLearned else { return hasRate ? elapsed * (1 - share) / share : nil }
    let left = zip(weights, shares).map { $0 * (1 - $1) }
    let expected = max(left.reduce(0, +) / Double(workers), left.max() ?? 0)
    return hasRate ? expected * elapsed * Double(workers) / done : expected
  }

  /// "about 2 min 10 s left".
  static func text(secondsLeft: Double) -> String {
    let seconds = Int(min(secondsLeft, 1e9).rounded(.up))
    return seconds < 60 ? "about \(seconds) s left" : "about \(seconds / 60) min \(seconds % 60) s left"
  }
}
