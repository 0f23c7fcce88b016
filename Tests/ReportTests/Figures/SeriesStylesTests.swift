import Testing

@testable import Figures
@testable import Plot
@testable import Results
@testable import Settings

@Suite("The looks of values")
struct SeriesStylesTests {
  private func offer(_ values: [String]) -> Offer {
    let choices = values.map { Offer.Choice(given: Value(.name($0)), canonical: Value(.name($0))) }
    return Offer(axes: [Offer.Axis(name: "error", choices: choices)])
  }

  private func inks(_ values: [String], in styles: SeriesStyles) -> Set<Ink> {
    Set(offer(values).axes[0].choices.map { styles.style(for: $0).colour })
  }

  @Test func `on one axis have their own colours, however many values the book has`() {
    let all = (1...Theme.light.series.count).map { "error\($0)" }
    let axes = [all, ["error1", "other", "error3"], ["other", "further"], ["error1", "error7", "further"]]
    let styles = SeriesStyles(offers: axes.map(offer))
    for axis in axes { #expect(inks(axis, in: styles).count == axis.count, "\(axis)") }
  }

  @Test func `return where one axis has more values than there are colours`() {
    let many = (1...20).map { "error\($0)" }
    let styles = SeriesStyles(offers: [offer(many)])
    let slots = Set(offer(many).axes[0].choices.map { styles.style(for: $0).slot })
    #expect(Set(slots.map { "\($0.ink) \($0.dash)" }).count == many.count, "each has its own look")
    #expect(slots.count == many.count && inks(many, in: styles).count == Theme.light.series.count)
  }

  private func calls(_ axis: String, _ values: [String]) throws -> Offer {
    let choices = try values.map { text in
      let value = try Value(parsing: text)
      return Offer.Choice(given: value, canonical: value)
    }
    return Offer(axes: [Offer.Axis(name: axis, choices: choices)])
  }

  @Test func `are ordered where values differ in a number, in every figure alike`() throws {
    let offers = [
      try calls("error", ["squared", "rescaled(power: 4)", "rescaled(power: 1)", "masked"]),
      try calls("error.power", ["0", "1", "8"]),
      try calls("error", ["squared", "rescaled(power: 8)", "last-step"]),
    ]
    let styles = SeriesStyles(offers: offers)
    func inks(_ index: Int) -> [Ink] { offers[index].axes[0].choices.map { styles.style(for: $0).colour } }
    // Of the powers 0, 1, 4 and 8 the steps are 0, 2, 4 and 6.
    #expect(inks(0) == [.series(1), .ordered(4), .ordered(2), .series(7)])
    #expect(inks(1) == [.ordered(0), .ordered(2), .ordered(6)])
    #expect(inks(2)[0] == .series(1) && inks(2)[1] == .ordered(6))
    #expect(!inks(0).contains(inks(2)[2]))
    #expect(styles.style(like: try Value(parsing: "rescaled(power: 6)"))?.colour == .ordered(5))
    #expect(styles.style(like: try Value(parsing: "rescaled(power: 100)"))?.colour == .ordered(6))
    #expect(styles.style(like: try Value(parsing: "masked"))?.colour == .series(7))
    #expect(styles.style(like: try Value(parsing: "absolute")) == nil)
  }

  @Test func `are no order where numbers are not compared`() throws {
    let offers = [try calls("model", ["gru(width: 8)", "tcn"]), try calls("model", ["gru(width: 16)", "tcn"])]
    let styles = SeriesStyles(offers: offers)
    for offer in offers {
      for choice in offer.axes[0].choices {
        if case .ordered = styles.style(for: choice).colour { Issue.record("\(choice.given) is ordered") }
      }
    }
  }
}
