extension Substring {
  /// Takes the first character where it is such a one.
  package mutating func take(one isSuch: (Character) -> Bool) -> Bool {
    guard let first, isSuch(first) else { return false }
    removeFirst()
    return true
  }

  /// Takes the first character where it is this one.
  package mutating func take(_ character: Character) -> Bool { take { $0 == character } }

  /// Takes white space.
  package mutating func takeSpaces() { self = drop(while: \.isWhitespace) }
}

extension Character {
  /// Whether it is one of 0 to 9.
  package var isDigit: Bool { "0" <= self && self <= "9" }
}
