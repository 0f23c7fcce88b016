import Testing

@testable import Numerics
@testable import Settings
@testable import Tasks

@Suite("Memory functions")
struct MemoryFunctionTests {
  @Test(
    arguments: [
      ("exponential(rate: 2)", 1.5, 0.049_787_068_367_863_944), ("polynomial(rate: 0.5, power: 2)", 2, 0.25),
      ("polynomial", 0, 1),
      ("shift(lag: 10, width: 2)", 9, 1), ("shift(lag: 10, width: 2)", 11.1, 0),
      ("two-part", 9, 1.000_123_409_804_086_7),
      ("airy", 6, 0.355_028_053_887_817_2), ("sine(period: 8)", 2, 1),
      ("\"1/(1+0.1*s)^1.1\"", 10, 0.466_516_495_768_403_7),
    ] as [(String, Double, Double)])
  func `a memory function has its closed form`(text: String, lag: Double, expected: Double) throws {
    let memory = try Catalogue.memories.make(text)
    let value = memory(lag)
    #expect(abs(value - expected) < 1e-12)
  }

  @Test(
    arguments: [
      (-40, -0.045_933_923_437_958_18), (-12.5, -0.276_274_561_381_160_2), (-7.001, 0.185_051_197_506_082_15),
      (-6.9, 0.101_687_997_739_764_56), (-3, -0.378_814_293_677_658_06), (-1, 0.535_560_883_292_352_2),
      (0.5, 0.231_693_606_480_833_43), (2, 0.034_924_130_423_274_36), (5, 0.000_108_344_428_136_074_33),
      (6.9, 9.786_113_339_266_03e-07), (7.1, 5.725_322_885_877_653e-07), (12, 1.393_184_688_875_363e-13),
    ] as [(Double, Double)])
  func `the Airy function has its tabulated values`(x: Double, expected: Double) {
    #expect(abs(airy(x) - expected) < 1e-10)
  }

  @Test(arguments: [
    ("polynomial(power: -1)", ["'power' cannot be -1", "it takes a number greater than 0", "-1"]),
    ("polinomial", ["unknown memory function 'polinomial'", "did you mean 'polynomial'?", "polinomial"]),
    ("\"exp(-s\"", ["expected ')' after the arguments of 'exp', found the end", "add ')'", ""]),
    (
      "\"exp(-lag)\"",
      [
        "unknown name 'lag' in this formula", "did you mean 'log'?", "lag",
      ]
    ),
  ])
  func `a bad memory function is refused at its place`(text: String, expected: [String]) {
    #expect(complaint(about: text, in: .memories) == expected)
  }
}
