/// Small pieces of English.
package enum Words {
  /// "1 seed", "5 seeds"; `plural` where it takes more than an s.
  package static func count(_ number: Int, _ noun: String, _ plural: String? = nil) -> String {
    "\(number) \(number == 1 ? noun : plural ?? noun + "s")"
  }

  /// A count to two digits: "140" of 137.
  package static func rounded(_ count: Int) -> String {
    var (scale, rest) = (1, count)
    while rest >= 100 { (scale, rest) = (scale * 10, rest / 10) }
    return String((count + scale / 2) / scale * scale)
  }

  /// "1 to 5, 8".
  package static func ranges(_ numbers: [Int], to word: String = "to") -> String {
    var ranges: [ClosedRange<Int>] = []
    for number in numbers {
      if let last = ranges.last, last.upperBound + 1 == number {
        ranges[ranges.count - 1] = last.lowerBound...number
      } else {
        ranges.append(number...number)
      }
    }
    return ranges.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound) \(word) \($0.upperBound)" }
      .joined(separator: ", ")
  }

  /// "312 B", "2.1 kB", "31 MB".
  package static func size(_ bytes: Int) -> String {
    var (number, unit) = (Double(bytes), "B")
    for larger in ["kB", "MB", "GB"] where number >= 1000 { (number, unit) = (number / 1000, larger) }
    let text = number < 10 && unit != "B" ? "\((number * 10).rounded() / 10)" : "\(Int(number.rounded()))"
    return "\(text) \(unit)"
  }

  /// "40 s", "12 min", "3 h 20 min", "9 days".
  package static func time(_ seconds: Double) -> String {
    let seconds = seconds.isNaN ? 0 : min(max(seconds, 0), 1e12)
    let minutes = Int((seconds / 60).rounded(.up))
    if seconds < 60 { return "\(Int(seconds.rounded(.up))) s" }
    if minutes < 120 { return "\(minutes) min" }
    return minutes < 2880 ? "\(minutes / 60) h \(minutes % 60) min" : "\(minutes / 1440) days"
  }
}
