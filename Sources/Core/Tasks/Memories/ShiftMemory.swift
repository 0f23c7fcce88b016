import Settings

/// ρ(s) = 1 where |s - lag| ≤ width / 2, else 0.
package struct ShiftMemory: MemoryFunction {
  package static let name = "shift"
  package static let summary = "memory of a window round one lag, 1 inside and 0 outside"

  let lag: Double
  let width: Double

  package init(settings: Settings) {
    lag = settings.number("lag", default: 10, .nonNegative, help: "the middle of the window, in units of time")
    width = settings.number("width", default: 1, .positive, help: "the width of the window, in units of time")
  }

  package func callAsFunction(_ lag: Double) -> Double { abs(lag - self.lag) <= width / 2 ? 1 : 0 }
}
