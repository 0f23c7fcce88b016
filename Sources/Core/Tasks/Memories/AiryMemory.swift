import Numerics
import Settings

/// ρ(s) = Ai(s - shift).
package struct AiryMemory: MemoryFunction {
  package static let name = "airy"
  package static let summary = "memory that oscillates up to a lag and then vanishes, Ai(s - shift)"

  let shift: Double

  package init(settings: Settings) {
    shift = settings.number("shift", default: 6, .range(-100...100), help: "where it vanishes, in units of time")
  }

  package func callAsFunction(_ lag: Double) -> Double { airy(lag - shift) }
}
