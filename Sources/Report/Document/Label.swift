/// The names by which references, addresses and the table of contents know the parts of a document.
package enum Label {
  /// Letters and digits in lower case, joined by hyphens: "A first look" becomes "a-first-look"; "part" if none is left.
  package static func slug(_ text: String) -> String {
    let words = text.lowercased().split { !$0.isLetter && !$0.isNumber }
    return words.isEmpty ? "part" : words.joined(separator: "-")
  }

  /// Hands out each name once: the second "results" becomes "results-2".
  package struct Register: Equatable {
    private var taken: Set<String> = []
    /// The number that each repeated name had last.
    private var counts: [String: Int] = [:]

    package init() {}

    package mutating func unique(_ name: String) -> String {
      if taken.insert(name).inserted { return name }
      var count = counts[name] ?? 1
      var candidate: String
      repeat {
        count += 1
        candidate = "\(name)-\(count)"
      } while !taken.insert(candidate).inserted
      counts[name] = count
      return candidate
    }
  }
}
