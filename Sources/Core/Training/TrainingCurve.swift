import Statistics

/// A number of each step, averaged between the points that are kept.
struct TrainingCurve: Codable, Sendable {
  private let steps: Int
  private let records: Int
  private var sum = 0.0
  private var count = 0
  private(set) var series = Series(x: [], y: [])

  init(steps: Int, records: Int) {
    self.steps = steps
    self.records = min(records, steps)
    series.x.reserveCapacity(self.records)
    series.y.reserveCapacity(self.records)
  }

  mutating func append(_ number: Double, at step: Int) {
    sum += number
    count += 1
    guard (step + 1) * records / steps > step * records / steps else { return }
    series.x.append(Double(step + 1))
    series.y.append(sum / Double(count))
    (sum, count) = (0, 0)
  }
}
