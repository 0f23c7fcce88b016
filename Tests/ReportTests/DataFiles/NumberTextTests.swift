import Foundation
import Testing

@testable import DataFiles
@testable import Numerics

@Suite("Numbers in data files")
struct NumberTextTests {
  private func read(_ text: String) -> NumberText.Reading { Array(text.utf8).withUnsafeBytes(NumberText.read) }

  @Test func `are read as the nearest double, however they are written`() {
    var generator = Generator(seed: 1)
    for _ in 0..<20_000 {
      let bits = UInt64(generator.uniform() * 0x1p53) &* 0x9E37_79B9_7F4A_7C15
      let number = Double(bitPattern: bits)
      guard number.isFinite else { continue }
      for text in [
        "\(number)", String(format: "%.6g", number),
        String(format: "%.3f", number.truncatingRemainder(dividingBy: 1e6)),
      ] {
        #expect(read(text) == .number(Double(text) ?? .nan), "\(text)")
      }
    }
  }

  @Test(
    arguments: [
      ("12", 12), ("-0.5", -0.5), (".5", 0.5), ("5.", 5), ("+1e-3", 1e-3), (" 7\t", 7), ("1E5", 1e5),
      ("9007199254740993", 9_007_199_254_740_992), ("123456789012345678901234567890", 1.2345678901234568e29),
      ("0.1000000000000000055511151231257827", 0.1), ("1e-400", 0),
    ] as [(String, Double)])
  func `in each notation`(text: String, number: Double) { #expect(read(text) == .number(number)) }

  @Test(arguments: ["", "NA", "nan", "NaN", "null", "None", "N/A", "  "])
  func `that are missing are known as such`(text: String) { #expect(read(text) == .missing) }

  @Test(arguments: ["1,5", "0x10", "1e", "e5", ".", "-", "--1", "1 2", "12a", "inf", "Infinity", "1e400", "١٢", "=1+1"])
  func `are nothing else`(text: String) { #expect(read(text) == .text) }
}

@Suite("Rows of delimited text")
struct DelimitedTextTests {
  private func rows(_ text: String, _ separator: Character = ",") throws -> [[String]] {
    var rows: [[String]] = []
    var problem: DataProblem?
    Array(text.utf8).withUnsafeBytes { buffer in
      var reader = DelimitedText(buffer, separator: separator.asciiValue ?? 0)
      do throws(DataProblem) {
        while reader.beginRow() {
          var row: [String] = []
          while true {
            let field = try reader.next()
            row.append(reader.withContent(of: field) { String(decoding: $0, as: UTF8.self) })
            if field.isLastOfRow { break }
          }
          rows.append(row)
        }
      } catch { problem = error }
    }
    if let problem { throw problem }
    return rows
  }

  @Test(
    arguments: [
      ("a,b\n1,2\n", [["a", "b"], ["1", "2"]]), ("a,b\r\n1,2", [["a", "b"], ["1", "2"]]), ("a\rb\r", [["a"], ["b"]]),
      ("a,\n,b\n", [["a", ""], ["", "b"]]), ("\n\na\n\nb\n", [["a"], ["b"]]), ("a,b,", [["a", "b", ""]]),
      ("\"a,b\",c\n", [["a,b", "c"]]), ("\"a\nb\",c", [["a\nb", "c"]]),
      ("\"say \"\"no\"\"\",1", [["say \"no\"", "1"]]),
      ("\"\",\"\"\"\"\n", [["", "\""]]), ("a\"b,c", [["a\"b", "c"]]), ("", []), ("ü,日本\n", [["ü", "日本"]]),
    ] as [(String, [[String]])])
  func `are as RFC 4180 has them`(text: String, expected: [[String]]) throws { #expect(try rows(text) == expected) }

  @Test func `may be parted by other characters`() throws {
    #expect(try rows("a;b\n1,5;2\n", ";") == [["a", "b"], ["1,5", "2"]])
  }

  @Test(arguments: ["\"a", "a,\"b\n\n", "\"a\"b,c\n"])
  func `with a wrong quote are a mistake`(text: String) {
    #expect(throws: DataProblem.self) { try rows(text) }
  }

  @Test func `come back as they were written, whatever they hold`() throws {
    var generator = Generator(seed: 3)
    let letters = Array("ab,\"\n\r;ü ")
    for _ in 0..<300 {
      let table = (0..<4).map { _ in
        (0..<3).map { _ in
          "x"
            + String(
              (0..<Int(generator.uniform() * 6)).map { _ in letters[Int(generator.uniform() * Double(letters.count))] })
        }
      }
      let text = table.map { row in
        row.map { "\"" + $0.replacing("\"", with: "\"\"") + "\"" }.joined(separator: ",") + "\n"
      }.joined()
      #expect(try rows(text) == table)
    }
  }
}
