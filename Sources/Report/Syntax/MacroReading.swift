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
  /// Reads the lines of `{macros}`, `\name: meaning`, one a line.
  mutating func macros(_ lines: [Passage.Line]) {
    for line in lines {
      let text = line.text.trimmed
      if text.isEmpty { continue }
      let shift = line.start - line.text.startIndex
      let letters = text.dropFirst().prefix(while: InlineScanner.isLetter)
      let tail = text[letters.endIndex...].trimmed
      let meaning = tail.dropFirst().trimmed
      guard text.first == UInt8(ascii: "\\"), !letters.isEmpty, tail.first == UInt8(ascii: ":"), !meaning.isEmpty else {
        report(
          .malformedOption, "expected '\\name: meaning'",
          remedy: "write \\RR: \\mathbb{R}, with #1 for the argument",
          at: text.startIndex + shift..<text.endIndex + shift)
        continue
      }
      let name = "\\" + String(decoding: letters, as: UTF8.self)
      if !shared.macroNames.insert(name).inserted {
        report(
          .repeatedOption, "the macro '\(name)' is given twice", remedy: "keep one of them",
          at: text.startIndex + shift..<letters.endIndex + shift)
      } else {
        shared.macros.append(Macro(name: name, text: String(decoding: meaning, as: UTF8.self)))
      }
    }
  }
}

extension Math {
  /// Whether the formula defines a macro, which no other formula knows.
  package var definesMacro: Bool {
    ["\\newcommand", "\\renewcommand", "\\providecommand", "\\def\\", "\\gdef", "\\DeclareMathOperator"].contains {
      tex.contains($0)
    }
  }
}
