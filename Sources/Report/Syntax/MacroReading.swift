import Document
import Source

/// A macro for formulae, `\RR: \mathbb{R}`.
package struct Macro: Sendable {
  /// With the backslash.
  var name: String
  var text: String
}

/// The macros of a book: those of its preface, and those of each chapter for that chapter alone.
package struct Macros: Sendable, Equatable {
  private var whole: [String: String] = [:]
  /// By the path of the chapter's file.
  private var chapters: [String: [String: String]] = [:]

  package init(_ chapters: [Chapter] = []) {
    for chapter in chapters where !chapter.macros.isEmpty {
      let macros = Dictionary(chapter.macros.map { ($0.name, $0.text) }) { first, _ in first }
      if chapter.file.isPreface { whole = macros } else { self.chapters[chapter.file.path] = macros }
    }
  }

  /// The same with those of one chapter as they are now.
  package func replacing(those chapter: Chapter) -> Macros {
    var macros = self
    let own = Macros([chapter])
    if chapter.file.isPreface {
      macros.whole = own.whole
    } else {
      macros.chapters[chapter.file.path] = own.chapters[chapter.file.path]
    }
    return macros
  }

  /// The macros that a formula uses, and those that these use.
  package func used(in math: Math) -> [String: String] {
    let own = chapters[math.file.inclusions.first?.file ?? math.file.path] ?? [:]
    if own.isEmpty, whole.isEmpty { return [:] }
    var used: [String: String] = [:]
    var open = [math.tex]
    while let tex = open.popLast() {
      for name in Self.commands(in: tex) where used[name] == nil {
        guard let text = own[name] ?? whole[name] else { continue }
        used[name] = text
        open.append(text)
      }
    }
    return used
  }

  package func applied(to math: Math) -> Math {
    var math = math
    math.macros = used(in: math)
    return math
  }

  /// The commands of a formula, each `\name`.
  private static func commands(in tex: String) -> Set<String> {
    let bytes = Array(tex.utf8)
    var commands: Set<String> = []
    var index = 0
    while let start = bytes[index...].firstIndex(of: UInt8(ascii: "\\")) {
      let letters = bytes[(start + 1)...].prefix(while: InlineScanner.isLetter)
      commands.insert(String(decoding: bytes[start..<letters.endIndex], as: UTF8.self))
      // A sign behind a backslash belongs to it.
      index = min(letters.isEmpty ? start + 2 : letters.endIndex, bytes.count)
    }
    return commands
  }
}

extension ChapterReader {
  /// Reads the lines of `{macros}`, one a line: `\name: meaning`, or a definition of TeX.
  mutating func macros(_ lines: [Passage.Line]) {
    for line in lines {
      let text = line.text.trimmed
      if text.isEmpty || text.first == UInt8(ascii: "%") { continue }
      let start = text.startIndex + line.start - line.text.startIndex
      let source = String(decoding: text, as: UTF8.self)
      guard let macro = Macro(line: source) else {
        report(
          .malformedOption, "expected '\\name: meaning'",
          remedy: "write \\RR: \\mathbb{R}, with #1 for the argument, or \\newcommand{\\RR}{\\mathbb{R}}",
          at: start..<start + text.count)
        continue
      }
      if shared.macroNames.insert(macro.name).inserted {
        shared.macros.append(macro)
      } else {
        let place = text.firstRange(of: Array(macro.name.utf8)) ?? text.startIndex..<text.endIndex
        report(
          .repeatedOption, "the macro '\(macro.name)' is given twice", remedy: "keep one of them",
          at: place.lowerBound + start - text.startIndex..<place.upperBound + start - text.startIndex)
      }
    }
  }
}

extension Macro {
  /// Reads `\RR: \mathbb{R}`, `\newcommand{\norm}[1]{\lVert #1 \rVert}`, `\def\RR{\mathbb{R}}` or `\DeclareMathOperator{\argmin}{arg\,min}`.
  init?(line: String) {
    if let match = line.wholeMatch(of: /(\\[A-Za-z]+)\s*:\s*(\S.*)/) {
      self.init(name: String(match.1), text: String(match.2))
    } else if let match = line.wholeMatch(
      of: /\\(?:new|renew|provide)command\*?\s*\{?\s*(\\[A-Za-z]+)\s*\}?\s*(?:\[[0-9]\])?\s*\{(.*)\}\s*(?:%.*)?/)
    {
      self.init(name: String(match.1), text: String(match.2))
    } else if let match = line.wholeMatch(of: /\\g?def\s*(\\[A-Za-z]+)(?:#[0-9])*\s*\{(.*)\}\s*(?:%.*)?/) {
      self.init(name: String(match.1), text: String(match.2))
    } else if let match = line.wholeMatch(
      of: /\\DeclareMathOperator(\*?)\s*\{?\s*(\\[A-Za-z]+)\s*\}?\s*\{(.*)\}\s*(?:%.*)?/)
    {
      self.init(name: String(match.2), text: "\\operatorname\(match.1){\(match.3)}")
    } else {
      return nil
    }
  }
}

extension Math {
  /// Whether the formula defines a macro, which no other formula knows.
  package var definesMacro: Bool {
    var rest = tex.utf8[...]
    while let sign = rest.firstIndex(of: UInt8(ascii: "\\")) {
      rest = rest[sign...]
      if Self.definitions.contains(where: { rest.starts(with: $0.utf8) }) { return true }
      rest = rest.dropFirst()
    }
    return false
  }

  private static let definitions = [
    "\\newcommand", "\\renewcommand", "\\providecommand", "\\def\\", "\\gdef", "\\DeclareMathOperator",
  ]
}
