/// Reads a label: text with TeX formulas between dollars.
struct LabelParser {
  private let characters: [Character]
  private var index = 0
  private var problems: [String] = []

  init(_ text: String) { characters = Array(text) }

  mutating func parse() -> Label {
    var runs: [Label.Run] = []
    while let character = peek() {
      index += 1
      if character == "\\", peek() == "$" {
        index += 1
        runs.append(Label.Run(text: "$"))
      } else if character == "$", let end = closingDollar() {
        var formula = FormulaParser(characters[index..<end])
        runs += formula.parse()
        problems += formula.problems
        index = end + 1
      } else {
        if character == "$" { problems.append("'$' is not closed; write \\$ for a dollar") }
        runs.append(Label.Run(text: character.isNewline ? " " : String(character)))
      }
    }
    var label = Label(runs: runs)
    label.problems = problems
    return label
  }

  private func peek() -> Character? { index < characters.count ? characters[index] : nil }

  private func closingDollar() -> Int? {
    var position = index
    while position < characters.count {
      if characters[position] == "\\" {
        position += 1
      } else if characters[position] == "$" {
        return position
      }
      position += 1
    }
    return nil
  }
}
