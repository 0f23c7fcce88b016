import Basics
import Foundation
import Testing

/// That what is written straight to bytes is what an encoder makes of the same values.
struct JSONTextTests {
  private static let signs = (0..<0x100).compactMap { Unicode.Scalar($0).map { String(Character($0)) } }

  @Test(arguments: signs + ["", "a \"b\" \\ / é ∞ \u{1F600}\n\r\t\u{2028}"]) func `a text`(text: String) throws {
    var json = JSONText()
    json.add(text)
    #expect(try Data(json.bytes) == ResultCoder.encode(text, isIndented: true))
  }

  @Test(
    arguments: [
      0, -0.0, 1, -3, 0.1, 1e-8, 1e16, 1.5e300, Double.leastNonzeroMagnitude, 123_456_789, .infinity, -.infinity, .nan,
      0.75528700000000012,
    ])
  func `a number`(number: Double) throws {
    var json = JSONText()
    json.add(number)
    #expect(try Data(json.bytes) == ResultCoder.encode(number, isIndented: true))
  }

  @Test(
    arguments: [[:], ["": []], ["b": [3], "a10": [], "a9": [1, -2], "B": [], "é": [0], "z_": []]] as [[String: [Int]]])
  func `objects and lists`(members: [String: [Int]]) throws {
    var json = JSONText()
    json.object { json in
      for (name, items) in members.sorted(by: { $0.key < $1.key }) {
        json.name(name)
        json.list(items) { json, item in json.add(item) }
      }
    }
    #expect(try Data(json.bytes) == ResultCoder.encode(members, isIndented: true))
  }
}
