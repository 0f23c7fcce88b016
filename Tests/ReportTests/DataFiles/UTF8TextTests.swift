import Testing

@testable import DataFiles

@Suite("The encoding of data files")
struct UTF8TextTests {
  @Test func `is UTF-8 as the standard library validates it`() {
    let bytes: [UInt8] = [
      0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xED, 0xEF, 0xF0, 0xF1, 0xF4,
      0xFF,
    ]
    var wrong: [[UInt8]] = []
    for first in bytes {
      for second in bytes {
        for third in bytes {
          let three = [first, second, third]
          for text in [three, three + [0x80], Array("twelve bytes".utf8) + three] {
            let isValid = String(validating: text, as: UTF8.self) != nil
            if (UTF8Text.firstFault(in: text) == nil) != isValid { wrong.append(text) }
          }
        }
      }
    }
    #expect(wrong.isEmpty, "\(wrong.prefix(3))")
  }

  @Test func `is refused where it is another, at its first byte`() {
    let latin = Array("model,loss\n".utf8) + [0xE9, 0x2C, 0x31]
    #expect(UTF8Text.firstFault(in: latin) == 11)
    #expect(throws: DataProblem.self) { try DataFile(path: "d.csv", bytes: latin, format: .csv) }
  }
}
