import Testing

@testable import Basics

@Suite("Small pieces of English")
struct WordsTests {
  @Test(
    arguments: [
      ([], ""), ([3], "3"), ([1, 2, 3], "1 to 3"), ([1, 2, 3, 8, 10, 11], "1 to 3, 8, 10 to 11"), ([5, 4], "5, 4"),
    ] as [([Int], String)])
  func `neighbouring numbers are a range`(numbers: [Int], expected: String) {
    #expect(Words.ranges(numbers) == expected)
  }

  @Test(arguments: [(0, "0"), (7, "7"), (99, "99"), (137, "140"), (134, "130"), (996, "1000"), (12_345, "12000")])
  func `a large count is rounded to two digits`(count: Int, expected: String) {
    #expect(Words.rounded(count) == expected)
  }
}
