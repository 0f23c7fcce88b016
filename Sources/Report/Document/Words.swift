/// Small pieces of English.
enum Words {
  /// "1 seed", "5 seeds".
  static func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }
}
