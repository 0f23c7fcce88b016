/// The order of names in which numbers count as numbers, so that `9-nine` comes before `10-ten`.
package enum NaturalOrder {
  package static func precedes(_ left: String, _ right: String) -> Bool {
    var (first, second) = (left.unicodeScalars[...], right.unicodeScalars[...])
    while let one = first.first, let other = second.first {
      if isDigit(one), isDigit(other) {
        let (number, rival) = (takeNumber(&first), takeNumber(&second))
        if number.count != rival.count { return number.count < rival.count }
        if number != rival { return number.lexicographicallyPrecedes(rival) }
      } else if one != other {
        return one < other
      } else {
        first.removeFirst()
        second.removeFirst()
      }
    }
    // Names that differ in leading zeros alone keep their own order.
    return first.isEmpty && second.isEmpty ? left < right : first.isEmpty
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

  /// Takes the digits at the start; returns them without leading zeros.
  private static func takeNumber(_ text: inout Substring.UnicodeScalarView) -> [Unicode.Scalar] {
    let digits = text.prefix(while: isDigit)
    text = text[digits.endIndex...]
    return Array(digits.drop { $0 == "0" })
  }
}
