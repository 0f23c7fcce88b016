import Foundation

/// Decimal numbers in the bytes of a file.
package enum NumberText {
  /// What a field says.
  package enum Reading: Equatable {
    case number(Double)
    /// Nothing, or a word for nothing.
    case missing
    /// Something else.
    case text
  }

  /// Words that other programs write for a missing number.
  package static let blanks: Set<String> = ["", "NA", "N/A", "n/a", "<NA>", "NaN", "nan", "NULL", "null", "None"]

  /// What the bytes of a field say; white space around a number does not count.
  package static func read(_ bytes: UnsafeRawBufferPointer) -> Reading {
    var (start, end) = (0, bytes.count)
    while start < end, isSpace(bytes[start]) { start += 1 }
    while end > start, isSpace(bytes[end - 1]) { end -= 1 }
    if let number = number(UnsafeRawBufferPointer(rebasing: bytes[start..<end])) { return .number(number) }
    let isShort = end - start <= longestBlank
    return isShort && blanks.contains(String(decoding: bytes[start..<end], as: UTF8.self)) ? .missing : .text
  }

  private static let longestBlank = blanks.map(\.utf8.count).max() ?? 0

  /// The number that all of the bytes write, as `-12`, `.5`, `1.25e-3`; nil where they write none, or one that is not finite.
  ///
  /// A mantissa below 2^53 with at most 22 decimal places is exact in one operation (Clinger 1990); the rest is left to `strtod`.
  package static func number(_ bytes: UnsafeRawBufferPointer) -> Double? {
    var place = 0
    let count = bytes.count
    guard count > 0 else { return nil }
    let isNegative = bytes[0] == UInt8(ascii: "-")
    if isNegative || bytes[0] == UInt8(ascii: "+") { place = 1 }
    var (mantissa, digits, decimals): (UInt64, Int, Int) = (0, 0, 0)
    var isAfterPoint = false
    var isExact = true
    while place < count {
      let digit = bytes[place] &- 48
      if digit <= 9 {
        if mantissa < 900_000_000_000_000 {
          mantissa = mantissa &* 10 &+ UInt64(digit)
          if isAfterPoint { decimals += 1 }
        } else {
          isExact = false
        }
        digits += 1
      } else if bytes[place] == UInt8(ascii: "."), !isAfterPoint {
        isAfterPoint = true
      } else {
        break
      }
      place += 1
    }
    guard digits > 0 else { return nil }
    var exponent = 0
    if place < count {
      guard bytes[place] | 32 == UInt8(ascii: "e") else { return nil }
      place += 1
      guard place < count else { return nil }
      let sign = bytes[place]
      if sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") { place += 1 }
      guard place < count else { return nil }
      while place < count {
        let digit = bytes[place] &- 48
        guard digit <= 9 else { return nil }
        if exponent < 10_000 { exponent = exponent * 10 + Int(digit) }
        place += 1
      }
      if sign == UInt8(ascii: "-") { exponent = -exponent }
    }
    let power = exponent - decimals
    guard isExact, abs(power) < powers.count else { return slowNumber(bytes) }
    let magnitude = power < 0 ? Double(mantissa) / powers[-power] : Double(mantissa) * powers[power]
    return isNegative ? -magnitude : magnitude
  }

  private static func slowNumber(_ bytes: UnsafeRawBufferPointer) -> Double? {
    let number = strtod(String(decoding: bytes, as: UTF8.self), nil)
    return number.isFinite ? number : nil
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 32 || byte == 9 }

  private static let powers: [Double] = (0...22).map { pow(10, Double($0)) }
}
