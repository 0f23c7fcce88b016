import Foundation

/// The names in JSON that was found to be well formed.
enum JSONNames {
  /// The first name that an object has twice.
  static func repeated(in bytes: [UInt8]) -> String? {
    // The names of each object that is open; nil for an array.
    var open: [Set<String>?] = []
    var isName = false
    var index = 0
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "{"):
        open.append([])
        isName = true
      case UInt8(ascii: "["):
        open.append(nil)
        isName = false
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        _ = open.popLast()
        isName = false
      case UInt8(ascii: ","): isName = open.last.map { $0 != nil } ?? false
      case UInt8(ascii: "\""):
        let end = end(ofText: index, in: bytes)
        if isName, !open.isEmpty {
          let name = text(bytes[index..<end])
          if open[open.count - 1]?.insert(name).inserted == false { return name }
        }
        isName = false
        index = end
        continue
      default: break
      }
      index += 1
    }
    return nil
  }

  /// The byte after a text with its quotes.
  private static func end(ofText start: Int, in bytes: [UInt8]) -> Int {
    var index = start + 1
    while index < bytes.count, bytes[index] != UInt8(ascii: "\"") {
      index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
    }
    return min(index + 1, bytes.count)
  }

  private static func text(_ bytes: ArraySlice<UInt8>) -> String {
    if bytes.contains(UInt8(ascii: "\\")), let text = try? JSONDecoder().decode(String.self, from: Data(bytes)) {
      return text
    }
    return String(decoding: bytes.dropFirst().dropLast(), as: UTF8.self)
  }
}
