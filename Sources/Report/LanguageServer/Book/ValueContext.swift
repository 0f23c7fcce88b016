/// Where in a value the cursor is: within which calls, and behind which setting of each.
struct ValueContext {
  /// A call that is not closed before the cursor.
  struct Level {
    /// Empty for a list.
    var head: String
    /// The setting whose value is being written.
    var label: String?
    var given: [String] = []
    /// How many commas stand before the cursor.
    var commas = 0
  }

  private(set) var levels: [Level] = []
  /// The path that is half written at the cursor, `poly.longL`.
  private(set) var word = ""
  private(set) var isInQuotes = false

  init(_ text: String) {
    var name = ""
    for character in text {
      if isInQuotes {
        if character == "\"" { isInQuotes = false }
        continue
      }
      switch character {
      case "\"": (isInQuotes, name) = (true, "")
      case "(": open(&name)
      case "[":
        name = ""
        open(&name)
      case ")", "]":
        _ = levels.popLast()
        name = ""
      case ":":
        if let last = levels.indices.last {
          levels[last].label = name
          levels[last].given.append(name)
        }
        name = ""
      case ",":
        if let last = levels.indices.last {
          levels[last].commas += 1
          if !levels[last].head.isEmpty { levels[last].label = nil }
        }
        name = ""
      case _ where character.isLetter || character.isNumber || "_-.".contains(character): name.append(character)
      default: name = ""
      }
    }
    word = name
  }

  private mutating func open(_ name: inout String) {
    // The values of a list are those of the setting that takes the list.
    levels.append(Level(head: name, label: name.isEmpty ? levels.last?.label : nil))
    name = ""
  }

  /// The open calls, without lists.
  var calls: [Level] { levels.filter { !$0.head.isEmpty } }
}
