/// A text that people wrote, as the numbers of its letters.
enum RealText {
  /// The letters a to z and the space.
  static let symbols = 27

  /// 0 for a to 25 for z, and 26 for a space.
  static func symbols(of text: String) -> [Int] {
    text.utf8.map { (97...122).contains($0) ? Int($0) - 97 : symbols - 1 }
  }
}
