import Foundation
import Testing

@testable import Assets
@testable import Errors
@testable import Mathematics
@testable import Render

@Suite("Explorers compute in the page what Core computes")
struct ExplorerTests {
  @Test(arguments: [(5, 0.0), (100, 2), (100, 0.3), (400, 8), (37, 5.5)])
  func `profile, lags and share of the samples`(length: Int, power: Double) throws {
    let engine = try ScriptEngine(megabytes: 32)
    try engine.evaluate(Asset.text("page/rescaling.js"))
    func number(_ expression: String) throws -> Double {
      try #require(Double(engine.evaluate("String(rescaling(\(length), \(power)).\(expression))")))
    }
    let profile = SensitivityProfile(weights: RescaledError.weights(length: length, power: power))
    let share = Double(length)
    #expect(abs(try number("meanLag") - profile.meanLag / share) < 1e-12)
    #expect(abs(try number("halfBiasLag") - profile.halfBiasLag / share) < 1e-12)
    #expect(abs(try number("effectiveSampleShare") - profile.effectiveSampleShare) < 1e-12)
    for lag in [0, length / 2, length - 1] {
      #expect(abs(try number("profile[\(lag)]") - profile.normalised[lag]) < 1e-12)
    }
  }

  @Test func `the page says where the sliders stand, and shows the small multiples`() throws {
    let chapter = """
      # Explored

      ```{figure} powers
      plot: explorer(show: trade-off, powers: [0, 2, 8], length: 40)
      alt: Bias falls while variance grows.
      ```
      """
    let book = try SmallBook(["01-explored.md": chapter])
    _ = try book.build()
    let page = try book.text("output/index.html")
    #expect(page.contains("data-explore=trade-off data-power=2 data-length=40"))
    #expect(page.contains(/<svg class="?plot/))
  }
}
