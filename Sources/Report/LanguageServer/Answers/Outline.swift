import Basics
import Document
import Foundation
import Source
import Syntax

/// The parts of a document as a tree, the parts of a book that fit a word, and what can be folded.
enum Outline {
  /// Kinds of the protocol.
  private static let section = 15
  private static let property = 7

  /// Headings within one another, with the directives that have labels.
  static func symbols(of symbols: ChapterSymbols, in file: SourceFile) -> JSONTree {
    var items: [(level: Int, span: Range<Int>, json: [String: JSONTree], children: [JSONTree])] = []
    let headings = symbols.headings.filter { $0.file.path == file.path }
    for (index, heading) in headings.enumerated() {
      let line = file.bytes(ofLine: file.line(of: heading.span.lowerBound))
      let next = headings[(index + 1)...].first { $0.level <= heading.level }
      let end = next.map { file.bytes(ofLine: file.line(of: $0.span.lowerBound)).lowerBound } ?? file.bytes.count
      items.append(
        (
          heading.level, line.lowerBound..<max(line.upperBound, end),
          item(heading.content.plainText, heading.label ?? "", section, file.range(line)), []
        ))
    }
    var roots: [JSONTree] = []
    for definition in symbols.definitions where definition.file.path == file.path && isDirective(definition) {
      let json = item(definition.label, definition.kind, property, file.range(definition.span)).merging([
        "range": file.range(definition.whole)
      ]) { $1 }
      if let index = items.lastIndex(where: { $0.span.contains(definition.whole.lowerBound) }) {
        items[index].children.append(.object(json))
      } else {
        roots.append(.object(json))
      }
    }
    // From the last on, each goes into the one before it that has a lower level.
    for index in items.indices.reversed() {
      var json = items[index].json
      json["range"] = file.range(items[index].span)
      json["children"] = .array(items[index].children)
      if let parent = items[..<index].lastIndex(where: { $0.level < items[index].level }) {
        items[parent].children.insert(.object(json), at: 0)
      } else {
        roots.insert(.object(json), at: 0)
      }
    }
    return .array(roots)
  }

  private static func isDirective(_ definition: ChapterSymbols.Definition) -> Bool {
    !["chapter", "section", "equation"].contains(definition.kind)
  }

  private static func item(_ name: String, _ detail: String, _ kind: Int, _ range: JSONTree) -> [String: JSONTree] {
    [
      "name": .string(name.isEmpty ? "–" : name), "detail": .string(detail), "kind": JSONTree(kind),
      "selectionRange": range,
    ]
  }

  /// So many parts of a book are given at most.
  private static let most = 200

  /// Headings and labels of the book in which a word stands.
  static func symbols(of view: BookView, matching word: String) -> JSONTree {
    let word = word.lowercased()
    let navigation = Navigation(view: view)
    var found: [JSONTree] = []
    for symbols in view.everySymbols where found.count < most {
      for heading in symbols.headings where heading.content.plainText.lowercased().contains(word) {
        found.append(
          symbol(
            heading.content.plainText, section, symbols.file.path, navigation.location(heading.file, heading.span)))
      }
      for definition in symbols.definitions where definition.label.lowercased().contains(word) {
        found.append(
          symbol(
            definition.label, property, definition.kind, navigation.location(definition.file, definition.span)))
      }
    }
    return .array(Array(found.prefix(most)))
  }

  private static func symbol(_ name: String, _ kind: Int, _ container: String, _ place: Navigation.Location) -> JSONTree
  {
    [
      "name": .string(name.isEmpty ? "–" : name), "kind": JSONTree(kind), "containerName": .string(container),
      "location": place.json,
    ]
  }

  /// Sections, directives and front matter, by their first and last lines.
  static func folds(of symbols: ChapterSymbols, in file: SourceFile) -> JSONTree {
    var folds: [(Int, Int)] = symbols.calls.filter { $0.file.path == file.path }.map { call in
      (file.line(of: call.span.lowerBound), file.line(of: call.span.upperBound))
    }
    let headings = symbols.headings.filter { $0.file.path == file.path }
    for (index, heading) in headings.enumerated() {
      let next = headings[(index + 1)...].first { $0.level <= heading.level }
      var last = next.map { file.line(of: $0.span.lowerBound) - 1 } ?? file.lineCount
      let first = file.line(of: heading.span.lowerBound)
      while last > first, file.text(file.bytes(ofLine: last)).allSatisfy(\.isWhitespace) { last -= 1 }
      folds.append((first, last))
    }
    if file.text(file.bytes(ofLine: 1)) == "---",
      let end = (2...max(2, file.lineCount)).first(where: {
        $0 <= file.lineCount && file.text(file.bytes(ofLine: $0)) == "---"
      })
    {
      folds.append((1, end))
    }
    return .array(
      folds.filter { $0.0 < $0.1 }.map { ["startLine": JSONTree($0.0 - 1), "endLine": JSONTree($0.1 - 1)] })
  }
}
