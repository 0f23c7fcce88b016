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
    Set(offer(values).axes[0].choices.map { styles.style(for: $0).slot.ink })
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
}
