import Testing

@testable import Plot

@Suite("Intervals of ratios on one axis")
struct IntervalSketchTests {
  @Test(arguments: [([0.9, 1.2], 1.35), ([0.5, 1.1], 2.5), ([0.001, 100], 14.0), ([], 1.35), ([.nan, 0, 1.7], 1.8)])
  func `the axis is the shortest that holds all`(ratios: [Double], reach: Double) {
    #expect(IntervalAxis(holding: ratios).reach == reach)
  }

  @Test(arguments: [IntervalSketch.Favoured.less, .more, .neither])
  func `colour says for or against what is proposed, and an arrow that an interval goes on`(
    favoured: IntervalSketch.Favoured
  ) {
    func page(_ lower: Double, _ upper: Double) -> String {
      let ratio = IntervalSketch.Ratio(
        value: (lower * upper).squareRoot(), lower: lower, upper: upper, favoured: favoured)
      return IntervalSketch(axis: IntervalAxis(holding: [0.5, 2]), ratio: ratio).page()
    }
    let (below, above, both, far) = (page(0.6, 0.9), page(1.1, 1.4), page(0.8, 1.4), page(0.1, 9))
    #expect(below.contains("--plot-1") == (favoured == .less) && below.contains("--plot-2") == (favoured == .more))
    #expect(above.contains("--plot-1") == (favoured == .more) && above.contains("--plot-2") == (favoured == .less))
    #expect(!both.contains("--plot-1") && !both.contains("--plot-2"))
    #expect(far.count > both.count)
  }

  @Test func `the axis alone names its ratios`() {
    let page = IntervalAxis(holding: [0.5, 2]).picture.page()
    for name in [">0.5<", ">1<", ">2<"] { #expect(page.contains(name), "\(name)") }
  }
}
