/// Reads a TeX formula into runs; nesting is followed thirty deep.
struct FormulaParser {
  private let characters: [Character]
  private var index = 0
  private var depth = 0
  private(set) var problems: [String] = []

  init(_ characters: ArraySlice<Character>) { self.characters = Array(characters) }

  /// Letter style and place, as groups and commands change it.
  private struct State {
    var upright = false
    var bold = false
    var scale = 1.0
    var rise = 0.0
    var isScript: Bool { scale < 1 }
  }

  mutating func parse() -> [Label.Run] {
    var runs: [Label.Run] = []
    while index < characters.count {
      let before = index
      runs += sequence(State())
      if index < characters.count, characters[index] == "}" {
        problems.append("'}' has no '{'")
        index += 1
      }
      if index == before { break }
    }
    return trimmed(runs)
  }

  private mutating func sequence(_ state: State) -> [Label.Run] {
    var runs: [Label.Run] = []
    while index < characters.count, characters[index] != "}" {
      runs += atom(state, isFirst: runs.isEmpty)
    }
    return runs
  }

  /// One character, command, group or script.
  private mutating func atom(_ state: State, isFirst: Bool = false) -> [Label.Run] {
    let character = characters[index]
    index += 1
    switch character {
    case "{": return group(state)
    case "_": return script(state, up: false)
    case "^": return script(state, up: true)
    case "\\": return command(state, isFirst: isFirst)
    case "'": return [run("′", state, italic: false)]
    case "~": return [run(" ", state, italic: false)]
    case " ": return []
    case ",": return [run(state.isScript ? "," : ",\u{2009}", state, italic: false)]
    case "-": return [run(spaced("\u{2212}", state, isFirst ? .none : .binary), state, italic: false)]
    case "+", "×": return [run(spaced(character, state, isFirst ? .none : .binary), state, italic: false)]
    case "*": return [run("∗", state, italic: false)]
    case "=", "<", ">", "≤", "≥", "≈", "≠", "→", "∈", "∼":
      return [run(spaced(character, state, .relation), state, italic: false)]
    default: return [run(String(character), state, italic: character.isLetter)]
    }
  }

  private func run(_ text: String, _ state: State, italic: Bool) -> Label.Run {
    Label.Run(text: text, italic: italic && !state.upright, bold: state.bold, scale: state.scale, rise: state.rise)
  }

  private func spaced(_ symbol: Character, _ state: State, _ spacing: Symbols.Spacing) -> String {
    if state.isScript { return String(symbol) }
    switch spacing {
    case .none: return String(symbol)
    case .binary: return "\u{2009}\(symbol)\u{2009}"
    case .relation: return "\u{2005}\(symbol)\u{2005}"
    }
  }

  /// What stands between braces, the opening one already read.
  private mutating func group(_ state: State) -> [Label.Run] {
    guard depth < 30 else {
      problems.append("the formula is nested more than 30 deep")
      index = characters.count
      return []
    }
    depth += 1
    let runs = sequence(state)
    depth -= 1
    if index < characters.count { index += 1 } else { problems.append("'{' is not closed") }
    return runs
  }

  /// What a command or a script applies to: a group or one atom.
  private mutating func argument(_ state: State, of owner: String) -> [Label.Run] {
    while index < characters.count, characters[index] == " " { index += 1 }
    guard index < characters.count, characters[index] != "}" else {
      problems.append("'\(owner)' has nothing to apply to")
      return []
    }
    depth += 1
    defer { depth -= 1 }
    if depth > 60 { return [] }
    return atom(state, isFirst: true)
  }

  private mutating func script(_ state: State, up: Bool) -> [Label.Run] {
    var inner = state
    inner.scale = max(0.5, state.scale * Label.scriptScale)
    inner.rise += (up ? 0.4 : -0.18) * state.scale
    return trimmed(argument(inner, of: up ? "^" : "_"))
  }

  private mutating func command(_ state: State, isFirst: Bool) -> [Label.Run] {
    var name = ""
    while index < characters.count, characters[index].isLetter, characters[index].isASCII {
      name.append(characters[index])
      index += 1
    }
    if name.isEmpty {
      guard index < characters.count else { return [run("\\", state, italic: false)] }
      name = String(characters[index])
      index += 1
    }
    if let space = Symbols.spaces[name] { return [run(space, state, italic: false)] }
    if let accent = Symbols.accents[name] { return accented(argument(state, of: "\\" + name), accent) }
    if let symbol = Symbols.letters[name] { return [run(symbol, state, italic: Symbols.isItalic(symbol))] }
    if let (symbol, spacing) = Symbols.operators[name] {
      return [run(spaced(symbol, state, isFirst && spacing == .binary ? .none : spacing), state, italic: false)]
    }
    if Symbols.functions.contains(name) {
      let next = index < characters.count ? characters[index] : " "
      let space = "(^_".contains(next) ? "" : "\u{2009}"
      return [run((isFirst ? "" : "\u{2009}") + name + space, state, italic: false)]
    }
    return structure(name, state)
  }

  /// Commands that take arguments.
  private mutating func structure(_ name: String, _ state: State) -> [Label.Run] {
    var inner = state
    switch name {
    case "mathrm", "text", "textrm", "operatorname", "mathsf":
      inner.upright = true
      return name.hasPrefix("text") ? verbatim(inner) : argument(inner, of: "\\" + name)
    case "mathbf", "boldsymbol", "textbf":
      inner.bold = true
      return argument(inner, of: "\\" + name)
    case "mathit", "mathcal": return argument(inner, of: "\\" + name)
    case "mathbb":
      let letters = argument(inner, of: "\\mathbb")
      return letters.map { run(String($0.text.map { Symbols.doubleStruck[$0] ?? $0 }), state, italic: false) }
    case "left", "right", "big", "Big", "bigl", "bigr", "limits", "displaystyle": return []
    case "frac", "tfrac", "dfrac":
      let (above, below) = (argument(state, of: "\\frac"), argument(state, of: "\\frac"))
      let line = enclosed(above, state) + [run("/", state, italic: false)] + enclosed(below, state)
      return state.isScript ? line : [structure(.fraction(above: trimmed(above), below: trimmed(below)), line, state)]
    case "sqrt":
      let body = argument(state, of: "\\sqrt")
      let line = [run("√", state, italic: false)] + enclosed(body, state)
      return state.isScript ? line : [structure(.root(trimmed(body)), line, state)]
    default:
      problems.append("'\\\(name)' is not known in labels")
      return [run("\\" + name, state, italic: false)]
    }
  }

  /// One run with a structure, which can also be said on one line.
  private func structure(_ structure: Label.Structure, _ line: [Label.Run], _ state: State) -> Label.Run {
    var run = run(line.map(\.text).joined(), state, italic: false)
    run.structure = structure
    return run
  }

  /// The runs, between brackets where they are more than one letter.
  private func enclosed(_ runs: [Label.Run], _ state: State) -> [Label.Run] {
    guard runs.map(\.text.count).reduce(0, +) > 1 else { return runs }
    return [run("(", state, italic: false)] + runs + [run(")", state, italic: false)]
  }

  /// The group's characters with their spaces.
  private mutating func verbatim(_ state: State) -> [Label.Run] {
    guard index < characters.count, characters[index] == "{" else { return argument(state, of: "\\text") }
    let end = characters[index...].firstIndex(of: "}") ?? characters.count
    defer { index = min(end + 1, characters.count) }
    return [run(String(characters[(index + 1)..<end]), state, italic: false)]
  }

  /// The accent goes on the last letter's base.
  private func accented(_ runs: [Label.Run], _ accent: String) -> [Label.Run] {
    guard var first = runs.first, let letter = first.text.first else { return runs }
    first.text = String(letter) + accent + first.text.dropFirst()
    return [first] + runs.dropFirst()
  }

  /// The runs without spaces at either end.
  private func trimmed(_ runs: [Label.Run]) -> [Label.Run] {
    var result = runs
    let thin: Set<Character> = ["\u{2009}", "\u{2005}"]
    while let first = result.first?.text.first, thin.contains(first) { result[0].text.removeFirst() }
    while let last = result.last?.text.last, thin.contains(last) { result[result.count - 1].text.removeLast() }
    return result
  }
}
