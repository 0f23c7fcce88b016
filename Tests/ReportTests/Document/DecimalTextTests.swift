import Testing

@testable import Document

@Suite("Numbers in tables")
struct DecimalTextTests {
  @Test(arguments: [
    ("12", "12", ""), ("12.5", "12", ".5"), ("−0.25", "−0", ".25"), ("≈ 3", "≈ 3", ""),
    ("1.2\u{202F}%", "1", ".2\u{202F}%"),
    ("(1.25 ± 0.08) × 10⁻³ ms", "(1", ".25 ± 0.08) × 10⁻³ ms"), ("1.25 ± 0.08", "1", ".25 ± 0.08"),
    ("1\u{202F}000.5", "1\u{202F}000", ".5"), ("12.5*", "12", ".5*"), ("12.5 †", "12", ".5 †"),
    ("7\u{202F}%*", "7", "\u{202F}%*"),
    ("−1\u{202F}234\u{202F}567", "−1\u{202F}234\u{202F}567", ""), ("1.2\u{2007} × 10⁴", "1", ".2\u{2007} × 10⁴"),
    ("12,345.6", "12,345", ".6"), ("1'000'000", "1'000'000", ""), (".5", "", ".5"), ("1.5e-3", "1", ".5e-3"),
    ("−2E+05 m", "−2", "E+05 m"), ("22,75", "22", ",75"), ("(3.5)", "(3", ".5)"), ("5 eV", "5", " eV"),
    ("5 m/s²", "5", " m/s²"), ("1.25(8)", "1", ".25(8)"), ("10(3) ms", "10", "(3) ms"), ("12.3 %¹²", "12", ".3 %¹²"),
  ])
  func `are parted at the point`(text: String, whole: String, tail: String) throws {
    let parts = try #require(DecimalText(text))
    #expect(parts.whole == whole && parts.tail == tail)
  }

  @Test func `lack what the longest digits and the longest rest have`() throws {
    let parts = try ["12.3 %", "4 %", "100 %¹", "7*"].map { try #require(DecimalText($0)).parts }
    let longest = parts.reduce(DecimalText.Tail()) { $0.joined($1) }
    #expect(parts.map { longest.missing(in: $0) } == ["¹", ".3¹", ".3", ".3%¹"])
  }

  @Test(arguments: [
    "", "–", "a", "1.2.3", "2020-05-03", "1/2", "5'10", "1, 2", ".", "1 to 2", "(1", "1)", "12 (11 to 13)", "1 × 10",
    "1 ± ", "thirteenletters1",
  ])
  func `are told from other texts`(text: String) { #expect(DecimalText(text) == nil) }
}
