import Testing

@testable import Basics
@testable import Results

@Suite("Numbers in sentences")
struct NumberFormatTests {
  @Test(arguments: [
    ("a %.2f", 1.005, "1.00"), ("a %.1f%%", 0.1234, "12.3\u{202F}%"), ("a %d", 1999.6, "2000"),
    ("a", 0.000123, "0.000123"),
    ("a", 1.5e-7, "1.5 × 10⁻⁷"), ("a %.1e", 12345, "1.2 × 10⁴"), ("a %.3g", -0.5, "−0.5"), ("a", .nan, "not available"),
    ("a", -.infinity, "−∞"), ("a %.2f", -0.001, "0.00"), ("a %d", -0.4, "0"), ("a %.1f%%", -0.0001, "0.0\u{202F}%"),
    ("a %.1e", -0.0, "0.0 × 10⁰"), ("a %'d", 1234567.4, "1\u{202F}234\u{202F}567"),
    ("a %'.2f", -98765.432, "−98\u{202F}765.43"),
    ("a %'d", 1234, "1234"), ("a %#.3g", 1.2, "1.20"), ("a %#.3g", 100, "100"), ("a %.3g", 1.2, "1.2"),
    ("a %+.1f", 0.52, "+0.5"),
    ("a %+.1f", -0.52, "−0.5"), ("a %+.1f", 0.02, "0.0"), ("a %+'.1f%%", 123.456, "+12\u{202F}345.6\u{202F}%"),
  ])
  func `are written as the format says`(text: String, number: Double, written: String) throws {
    let (expression, format) = try NumberFormat.split(text)
    #expect(expression.trimmed == "a")
    #expect(format.text(of: number) == written)
  }

  @Test(arguments: [
    ("a %.2f ±", [1.17, 1.25, 1.33], "1.25 ± 0.05"), ("a %.2f ± sd", [1.17, 1.25, 1.33], "1.25 ± 0.08"),
    ("a ± sd", [1.17, 1.25, 1.33], "1.250 ± 0.080"), ("a ± sd", [117, 125, 133], "125.0 ± 8.0"),
    ("a %.1f%% ± sd", [0.117, 0.125, 0.133], "(12.5 ± 0.8)\u{202F}%"), ("a %.1f ms", [1.25], "1.2\u{202F}ms"),
    ("a %.2f ± sd m/s^2", [1.17, 1.25, 1.33], "(1.25 ± 0.08)\u{202F}m/s²"), ("a %.2f ±", [1.25], "1.25"),
    ("a %g kg*m^-1", [2], "2\u{202F}kg·m⁻¹"), ("a ± sd", [1.17e-7, 1.25e-7, 1.33e-7], "(1.250 ± 0.080) × 10⁻⁷"),
    ("a %.1e ± sd", [117, 125, 133], "(1.2 ± 0.1) × 10²"), ("a ±", [.nan, 1], "not available"),
    ("a ± sd", [2, 2, 2], "2.000 ± 0.000"), ("a %.2f ± sd", [-0.001, 0.001, -0.001], "0.00 ± 0.00"),
    ("a %'.0f ± sd", [123456, 123458], "123\u{202F}457 ± 1"),
    ("a %g (sd)", [1.17, 1.25, 1.33], "1.25(8)"), ("a %g (sd) ms", [1.17, 1.25, 1.33], "1.25(8)\u{202F}ms"),
    ("a %.3f (sd)", [1.17, 1.25, 1.33], "1.250(80)"), ("a %g (sd)", [117, 125, 133], "125(8)"),
    ("a %g (sd)", [12.5, 13.5, 14.5], "13.5(1.0)"), ("a %.1f%% (sd)", [0.117, 0.125, 0.133], "12.5(8)\u{202F}%"),
    ("a %g (sd)", [1.17e-7, 1.25e-7, 1.33e-7], "1.25(8) × 10⁻⁷"), ("a %g (sd)", [2, 2, 2], "2.000(0)"),
    ("a %.2f (se)", [1.25], "1.25"), ("a %g (se)", [.nan, 1], "not available"),
  ])
  func `have an uncertainty and a unit`(text: String, samples: [Double], written: String) throws {
    #expect(try NumberFormat.split(text).format.text(of: samples) == written)
  }
}
