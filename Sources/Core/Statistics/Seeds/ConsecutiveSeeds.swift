import Settings

/// A number of seeds from a first one on.
package struct ConsecutiveSeeds: SeedPlan {
  package static let name = "consecutive"
  package static let summary = "so many seeds from a first one on, which a parameter may set"

  package let seeds: [Int]

  package init(settings: Settings) {
    let count = settings.count("count", default: 5, 1...10_000, help: "how many seeds")
    let first = settings.firstSeed()
    seeds = Array(first..<first + count)
  }
}
