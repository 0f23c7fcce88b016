import Testing

@testable import Report

@Suite("Numbers in sentences")
struct NumberFormatTests {
  @Test(arguments: [
    ("a %.2f", 1.005, "1.00"), ("a %.1f%%", 0.1234, "12.3\u{202F}%"), ("a %d", 1999.6, "2000"),
    ("a", 0.000123, "0.000123"),
    ("a", 1.5e-7, "1.5 × 10⁻⁷"), ("a %.1e", 12345, "1.2 × 10⁴"), ("a %.3g", -0.5, "−0.5"), ("a", .nan, "not available"),
    ("a", -.infinity, "−∞"),
  ])
  func `are written as the format says`(text: String, number: Double, written: String) throws {
    let (expression, format) = try NumberFormat.split(text)
    #expect(expression.trimmed == "a")
    #expect(format.text(of: number) == written)
  }
}
